package org.parvis.publishing.api;

/** An intended moment: local time in a zone, not an instant. */
public record Slot(String local, String zone) {}
