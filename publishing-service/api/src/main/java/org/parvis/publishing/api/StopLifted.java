package org.parvis.publishing.api;

/** The stop is over; what it held waits for a person. */
public record StopLifted(String stopId, String brandId) implements StopEvent {}
