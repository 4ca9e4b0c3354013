package org.parvis.moderation.api;

/** The open proposal is off. */
public record PolicyDeclined(String policyId, String brandId, int proposal, String deciderId, String reason)
        implements PolicyEvent {}
