package org.parvis.publishing.api;

/** All that happens to a post. */
public sealed interface PostEvent
        permits PostApprovalRequested,
                PostCancelled,
                PostDrafted,
                PostReleased,
                PostReturned,
                PostRevised,
                PostSubmitted {

    String postId();

    String brandId();
}
