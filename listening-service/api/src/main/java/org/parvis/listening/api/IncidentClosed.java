package org.parvis.listening.api;

/** It is over; the next alert of the brand opens another incident. */
public record IncidentClosed(String incidentId, String brandId, IncidentOutcome outcome) implements IncidentEvent {}
