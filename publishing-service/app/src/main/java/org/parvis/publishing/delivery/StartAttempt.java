package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Puts on record that a request is about to leave, or that somebody takes the words to post them by hand.
 *
 * @param contentHash of the very words the request carries
 * @param expectedVersion the delivery as the gate saw it; anything that happened since is a no
 * @param containerId what was prepared on the network and becomes public by the request
 * @param memberId who posts it by hand; null for a machine
 */
record StartAttempt(
        @TargetAggregateIdentifier String deliveryId,
        String brandId,
        long fence,
        String contentHash,
        long expectedVersion,
        @Nullable String containerId,
        @Nullable String memberId) {}
