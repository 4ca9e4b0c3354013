package org.parvis.publishing.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** A reply was begun. */
public record ReplyDrafted(
        String replyId,
        String brandId,
        String conversationId,
        String mentionId,
        String channelId,
        @Subject String personId,
        @Protected String text,
        String contentHash,
        String authorId,
        long conversationVersion,
        @Nullable String suggestionId)
        implements ReplyEvent {}
