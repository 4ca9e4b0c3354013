package org.parvis.publishing.delivery;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The network says that it is live. */
record RecordConfirmed(
        @TargetAggregateIdentifier String deliveryId,
        String brandId,
        int attempt,
        String remoteId,
        String permalink,
        Instant sentAt) {}
