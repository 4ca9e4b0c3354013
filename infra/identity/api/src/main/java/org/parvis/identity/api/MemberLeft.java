package org.parvis.identity.api;

/** A member works here no longer; rights and tokens were taken back in entries just before. Who they were stays known. */
public record MemberLeft(String memberId) implements MemberEvent {}
