package org.parvis.boot;

/**
 * Something that piles up in a service, or grows old, as a number for those who run it; every bean of this type becomes a gauge.
 *
 * @param name in words with dots, its unit last when it is not a count: {@code deliveries.parked}, {@code source.overdue.seconds}
 * @param description one line
 * @param query a query of one number over few or indexed rows: it runs at every scrape
 */
public record Measured(String name, String description, String query) {}
