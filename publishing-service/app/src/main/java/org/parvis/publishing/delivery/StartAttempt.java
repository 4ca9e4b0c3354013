package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Puts on record that a request is about to leave.
 *
 * @param contentHash of the very words the request carries
 * @param expectedVersion the delivery as the gate saw it; anything that happened since is a no
 */
record StartAttempt(
        @TargetAggregateIdentifier String deliveryId,
        String brandId,
        long fence,
        String contentHash,
        long expectedVersion) {}
