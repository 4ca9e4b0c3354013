package org.parvis.listening.matching;

/** A query that stands. */
public record Standing(String id, Formula formula) {}
