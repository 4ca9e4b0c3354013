package org.parvis.publishing.post;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a post up. */
public record CancelPost(@TargetAggregateIdentifier String postId, String brandId, String reason) {}
