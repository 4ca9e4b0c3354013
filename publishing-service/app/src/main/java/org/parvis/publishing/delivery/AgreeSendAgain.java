package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A second person agrees that a parked delivery is sent again. */
public record AgreeSendAgain(@TargetAggregateIdentifier String deliveryId, String brandId) {}
