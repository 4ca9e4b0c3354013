package org.parvis.publishing.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** Something is to go out on a channel. The client key is minted once, here, and never changes. */
public record DeliveryIntended(
        String deliveryId,
        String brandId,
        String channelId,
        Network network,
        DeliveryClass deliveryClass,
        Outgoing outgoing,
        String outgoingId,
        @Subject @Nullable String personId,
        @Protected String text,
        @Protected @Nullable String parentRemoteId,
        String contentHash,
        String clientKey,
        @Nullable String reviewId,
        Instant notBefore,
        Instant expiresAt,
        @Nullable String language)
        implements DeliveryEvent {}
