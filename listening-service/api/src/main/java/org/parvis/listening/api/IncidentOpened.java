package org.parvis.listening.api;

import java.time.Instant;

/** Something unusual began; alerts of the same brand join it while it is open. */
public record IncidentOpened(String incidentId, String brandId, Instant at) implements IncidentEvent {}
