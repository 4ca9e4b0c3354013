package org.parvis.publishing.channel;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Lets a channel send again. */
public record EnableChannel(@TargetAggregateIdentifier String channelId, String brandId) {}
