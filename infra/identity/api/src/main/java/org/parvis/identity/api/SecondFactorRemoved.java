package org.parvis.identity.api;

/** A member has no second factor any more. */
public record SecondFactorRemoved(String memberId) implements MemberEvent {}
