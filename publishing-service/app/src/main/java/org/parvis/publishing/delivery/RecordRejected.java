package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The network refused it for good. */
record RecordRejected(
        @TargetAggregateIdentifier String deliveryId, String brandId, int attempt, String code, String detail) {}
