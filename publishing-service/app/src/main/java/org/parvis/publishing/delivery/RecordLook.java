package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The network was looked at. */
record RecordLook(
        @TargetAggregateIdentifier String deliveryId, String brandId, int attempt, boolean found, String evidence) {}
