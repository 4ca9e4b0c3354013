package org.parvis.publishing.api;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/**
 * A reply was begun.
 *
 * @param editors members other than the author whose words stand in it; entries of before name none
 */
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
        @Nullable String suggestionId,
        List<String> editors)
        implements ReplyEvent {

    public ReplyDrafted {
        editors = Objects.requireNonNullElse(editors, List.of());
    }

    /** Nobody but the author wrote in it. */
    public ReplyDrafted(
            String replyId,
            String brandId,
            String conversationId,
            String mentionId,
            String channelId,
            String personId,
            String text,
            String contentHash,
            String authorId,
            long conversationVersion,
            @Nullable String suggestionId) {
        this(
                replyId,
                brandId,
                conversationId,
                mentionId,
                channelId,
                personId,
                text,
                contentHash,
                authorId,
                conversationVersion,
                suggestionId,
                List.of());
    }
}
