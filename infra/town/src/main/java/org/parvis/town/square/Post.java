package org.parvis.town.square;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One public message.
 *
 * @param createdAt the date it shows; the story dates some posts back
 * @param acceptedAt when the network really took it
 * @param root the first post of its thread, itself when it opens one
 */
public record Post(
        long sequence,
        String id,
        String author,
        String text,
        @Nullable String language,
        Instant createdAt,
        Instant acceptedAt,
        @Nullable Instant editedAt,
        @Nullable String inReplyTo,
        String root,
        int likes,
        @Nullable String clientKey,
        boolean deleted) {

    Post edited(String newText, Instant at) {
        return new Post(
                sequence,
                id,
                author,
                newText,
                language,
                createdAt,
                acceptedAt,
                at,
                inReplyTo,
                root,
                likes,
                clientKey,
                deleted);
    }

    Post asTombstone() {
        return new Post(
                sequence,
                id,
                author,
                "",
                language,
                createdAt,
                acceptedAt,
                editedAt,
                inReplyTo,
                root,
                0,
                clientKey,
                true);
    }

    Post withLikes(int count) {
        return new Post(
                sequence,
                id,
                author,
                text,
                language,
                createdAt,
                acceptedAt,
                editedAt,
                inReplyTo,
                root,
                count,
                clientKey,
                deleted);
    }
}
