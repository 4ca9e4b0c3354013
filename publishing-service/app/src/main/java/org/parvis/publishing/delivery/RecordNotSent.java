package org.parvis.publishing.delivery;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The attempt certainly had no effect. */
record RecordNotSent(
        @TargetAggregateIdentifier String deliveryId,
        String brandId,
        int attempt,
        String cause,
        @Nullable Instant retryAt) {}
