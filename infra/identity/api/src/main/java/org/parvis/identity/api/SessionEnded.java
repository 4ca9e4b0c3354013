package org.parvis.identity.api;

/** Somebody ended a session; one that only ran out leaves no entry. */
public record SessionEnded(String sessionId, String memberId, SessionEnd reason) implements SessionEvent {}
