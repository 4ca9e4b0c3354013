package org.parvis.publishing.post;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Makes a released or late post a draft again; its deliveries were cancelled before. */
public record HoldPost(@TargetAggregateIdentifier String postId, String brandId, String memberId) {}
