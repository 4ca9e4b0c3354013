package org.parvis.moderation.api;

/**
 * A day that counts as a Sunday.
 *
 * @param date as {@code 2026-12-25}
 */
public record RotaHoliday(String date, String name) {}
