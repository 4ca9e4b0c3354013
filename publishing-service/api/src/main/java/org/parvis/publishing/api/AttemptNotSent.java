package org.parvis.publishing.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * It is certain that this attempt had no effect: no byte of the request left, or the network said "not now". It may be made again.
 *
 * @param retryAt not before this instant, when the network named one
 */
public record AttemptNotSent(
        String deliveryId,
        String brandId,
        int attempt,
        String cause,
        @Nullable Instant retryAt) implements DeliveryEvent {}
