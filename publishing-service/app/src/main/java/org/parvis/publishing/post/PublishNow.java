package org.parvis.publishing.post;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A person says that an approved post which missed its slot goes out now. */
public record PublishNow(@TargetAggregateIdentifier String postId, String brandId, int undoSeconds) {}
