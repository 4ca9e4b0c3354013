package org.parvis.identity.api;

/** A member set up a second factor; the secret itself never enters the ledger. */
public record SecondFactorEnrolled(String memberId) implements MemberEvent {}
