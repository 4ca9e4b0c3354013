package org.parvis.identity.api;

import java.time.Instant;

/** A member received a personal access token; only its id and end are recorded. */
public record TokenIssued(String memberId, String tokenId, Instant until) implements MemberEvent {}
