package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A person looked at the account, did not find a parked delivery there, and would send it again. */
public record ProposeSendAgain(@TargetAggregateIdentifier String deliveryId, String brandId, String reason) {}
