package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A person saw a parked delivery on the network and says where. */
public record ConfirmLive(@TargetAggregateIdentifier String deliveryId, String brandId, String permalink) {}
