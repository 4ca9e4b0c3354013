package org.parvis.listening.api;

/** The closing was taken back. */
public record IncidentReopened(String incidentId, String brandId) implements IncidentEvent {}
