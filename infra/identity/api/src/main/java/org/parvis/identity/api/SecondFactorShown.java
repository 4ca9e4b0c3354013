package org.parvis.identity.api;

/** The member showed a second factor in this session. */
public record SecondFactorShown(String sessionId, String memberId, SecondFactor factor) implements SessionEvent {}
