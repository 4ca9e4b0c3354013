package org.parvis.identity.api;

/** A member got new recovery codes; the ones before count no longer. */
public record RecoveryCodesRenewed(String memberId) implements MemberEvent {}
