package org.parvis.publishing.reply;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What answering needs to know of messages. */
@FunctionalInterface
public interface Mentions {

    /** Empty when there is no such message, or nothing may be known of it any more. */
    Optional<Mention> find(String mentionId);

    /**
     * A message from outside.
     *
     * @param network as its source calls it
     * @param remoteId the network's name for it
     * @param authorName what its author is called there
     */
    record Mention(
            String mentionId,
            String brandId,
            String network,
            String remoteId,
            String authorName,
            String text,
            @Nullable String language,
            boolean deletedAtOrigin) {}
}
