package org.parvis.listening.api;

import java.time.Instant;

/** A source answers again: the gap is closed and visible in every chart. */
public record SourceRecovered(String sourceId, String brandId, Instant gapFrom, Instant gapTo) implements SourceEvent {}
