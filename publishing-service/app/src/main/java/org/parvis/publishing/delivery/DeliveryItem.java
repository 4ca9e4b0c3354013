package org.parvis.publishing.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;

/**
 * One delivery in a list.
 *
 * @param reason stable code of what holds, stops or troubles it, null when nothing does
 */
public record DeliveryItem(
        String deliveryId,
        String brandId,
        String channelId,
        Network network,
        Outgoing outgoing,
        String outgoingId,
        String contentHash,
        DeliveryPhase state,
        boolean held,
        @Nullable String reason,
        @Nullable String stopId,
        Instant notBefore,
        Instant expiresAt,
        int attempts,
        @Nullable String permalink,
        @Nullable String evidence,
        @Nullable String proposerId,
        @Nullable String proposal,
        Instant changedAt,
        @Nullable Instant sentAt,
        @Nullable Instant seenAt) {}
