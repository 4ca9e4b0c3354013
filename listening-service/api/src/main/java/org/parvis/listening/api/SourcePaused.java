package org.parvis.listening.api;

/** A source stopped being fetched by somebody's wish. */
public record SourcePaused(String sourceId, String brandId) implements SourceEvent {}
