package org.parvis.publishing.channel;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Lets nothing out on a channel from now on. */
public record DisableChannel(@TargetAggregateIdentifier String channelId, String brandId, String reason) {}
