package org.parvis.publishing.api;

/** All that happens to a reply. {@code contentHash} is {@link ContentHash} of what would go out. */
public sealed interface ReplyEvent
        permits ReplyApprovalRequested,
                ReplyCancelled,
                ReplyDrafted,
                ReplyHeld,
                ReplyReleased,
                ReplyReturned,
                ReplyRevised,
                ReplySubmitted {

    String replyId();

    String brandId();
}
