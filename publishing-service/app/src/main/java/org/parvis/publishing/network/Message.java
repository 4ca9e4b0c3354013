package org.parvis.publishing.network;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to stand on the network. Two tries of one delivery carry equal messages, down to the time it says it was written.
 *
 * @param parentRemoteId the network's name for what is answered, null when nothing is
 * @param language as the network may be told, null when it is not known
 * @param clientKey minted with the intent, the same for every try
 */
public record Message(
        String deliveryId,
        String text,
        @Nullable String parentRemoteId,
        @Nullable String language,
        String clientKey,
        Instant writtenAt) {}
