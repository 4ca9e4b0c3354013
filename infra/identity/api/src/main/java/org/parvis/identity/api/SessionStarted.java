package org.parvis.identity.api;

/** A member signed in with a browser. */
public record SessionStarted(String sessionId, String memberId) implements SessionEvent {}
