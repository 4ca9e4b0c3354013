package org.parvis.listening.api;

/** A paused source is fetched again. */
public record SourceResumed(String sourceId, String brandId) implements SourceEvent {}
