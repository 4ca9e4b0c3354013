package org.parvis.identity.api;

/** A right that waited for a second person is off: declined, or taken back before anybody confirmed it. */
public record GrantDeclined(String memberId, String grantId, String brandId, String deciderId) implements MemberEvent {}
