package org.parvis.publishing.delivery;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;

/** Says that something released is to go out; said twice it counts once. */
public record IntendDelivery(
        @TargetAggregateIdentifier String deliveryId,
        String brandId,
        String channelId,
        Network network,
        DeliveryClass deliveryClass,
        Outgoing outgoing,
        String outgoingId,
        @Nullable String personId,
        String text,
        @Nullable String parentRemoteId,
        String contentHash,
        String clientKey,
        @Nullable String reviewId,
        Instant notBefore,
        Instant expiresAt,
        @Nullable String language) {}
