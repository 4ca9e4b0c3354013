package org.parvis.publishing.api;

/** All that happens to a post. */
public sealed interface PostEvent
        permits PostApprovalRequested,
                PostCancelled,
                PostDrafted,
                PostHeld,
                PostReleased,
                PostReturned,
                PostRevised,
                PostSlotMissed,
                PostSubmitted {

    String postId();

    String brandId();
}
