package org.parvis.identity.api;

/** A right was taken back. */
public record GrantWithdrawn(String memberId, String grantId, String brandId) implements MemberEvent {}
