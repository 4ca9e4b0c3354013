package org.parvis.ledger;

/** Where the entries of one append ended up: consecutive positions, already durable. */
public record Appended(long firstPosition, long lastPosition) {}
