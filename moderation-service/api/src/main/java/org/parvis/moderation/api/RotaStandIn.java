package org.parvis.moderation.api;

/**
 * Somebody is on duty for once, whoever would be.
 *
 * @param from local, as {@code 2026-12-24T20:00}
 * @param to local, after {@code from}
 */
public record RotaStandIn(String from, String to, String memberId) {}
