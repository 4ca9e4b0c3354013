package org.parvis.identity.member;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Makes an entry of a personal access token; the token itself is never recorded. */
public record IssueToken(@TargetAggregateIdentifier String memberId, String tokenId, Instant until) {}
