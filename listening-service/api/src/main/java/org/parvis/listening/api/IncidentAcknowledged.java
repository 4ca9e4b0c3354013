package org.parvis.listening.api;

/** Somebody is on it. */
public record IncidentAcknowledged(String incidentId, String brandId, String memberId) implements IncidentEvent {}
