package org.parvis.identity.api;

/** A member who had left works here again; rights are given anew. */
public record MemberReturned(String memberId) implements MemberEvent {}
