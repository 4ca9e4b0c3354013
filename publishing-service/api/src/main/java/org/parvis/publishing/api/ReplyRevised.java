package org.parvis.publishing.api;

import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** The words or the place of a reply changed; an approval given before is void. */
public record ReplyRevised(
        String replyId,
        String brandId,
        String channelId,
        @Subject String personId,
        @Protected String text,
        String contentHash,
        String editorId,
        int revision,
        long conversationVersion)
        implements ReplyEvent {}
