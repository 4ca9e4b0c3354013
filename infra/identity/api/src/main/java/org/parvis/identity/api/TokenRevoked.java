package org.parvis.identity.api;

/** A personal access token was ended. */
public record TokenRevoked(String memberId, String tokenId) implements MemberEvent {}
