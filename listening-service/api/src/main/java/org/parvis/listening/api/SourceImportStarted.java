package org.parvis.listening.api;

/**
 * Somebody brings messages in from a file of their own.
 *
 * @param sha256 of the file as it was read, in hexadecimal
 * @param bytes how long it is, inflated
 */
public record SourceImportStarted(String sourceId, String brandId, String importId, String sha256, long bytes)
        implements SourceEvent {}
