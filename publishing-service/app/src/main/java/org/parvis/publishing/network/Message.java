package org.parvis.publishing.network;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to stand on the network. Two tries of one delivery carry equal messages, down to the time it says it was written.
 *
 * @param parentRemoteId the network's name for what is answered, null when nothing is
 * @param language as the network may be told, null when it is not known
 * @param clientKey minted with the intent, the same for every try
 * @param containerId what an earlier try prepared on the network, unseen; null when nothing is on record
 */
public record Message(
        String deliveryId,
        String text,
        @Nullable String parentRemoteId,
        @Nullable String language,
        String clientKey,
        Instant writtenAt,
        @Nullable String containerId) {

    /** A message of which nothing is on the network yet. */
    public Message(
            String deliveryId,
            String text,
            @Nullable String parentRemoteId,
            @Nullable String language,
            String clientKey,
            Instant writtenAt) {
        this(deliveryId, text, parentRemoteId, language, clientKey, writtenAt, null);
    }
}
