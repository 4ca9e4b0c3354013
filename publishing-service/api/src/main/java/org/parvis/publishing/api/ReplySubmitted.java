package org.parvis.publishing.api;

import java.util.List;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** The author wants these very words to go out; {@code text} is repeated so that who judges needs no other entry. */
public record ReplySubmitted(
        String replyId,
        String brandId,
        String conversationId,
        String mentionId,
        String channelId,
        @Subject String personId,
        @Protected String text,
        String contentHash,
        int revision,
        String authorId,
        List<String> editors)
        implements ReplyEvent {

    public ReplySubmitted {
        editors = List.copyOf(editors);
    }
}
