package org.parvis.publishing.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/**
 * The words or the place of a reply changed; an approval given before is void.
 *
 * @param mentionId what is answered from now on; null when that did not change
 */
public record ReplyRevised(
        String replyId,
        String brandId,
        String channelId,
        @Subject String personId,
        @Protected String text,
        String contentHash,
        String editorId,
        int revision,
        long conversationVersion,
        @Nullable String mentionId)
        implements ReplyEvent {

    /** The same message is answered as before. */
    public ReplyRevised(
            String replyId,
            String brandId,
            String channelId,
            String personId,
            String text,
            String contentHash,
            String editorId,
            int revision,
            long conversationVersion) {
        this(replyId, brandId, channelId, personId, text, contentHash, editorId, revision, conversationVersion, null);
    }
}
