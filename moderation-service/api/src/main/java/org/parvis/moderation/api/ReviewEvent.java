package org.parvis.moderation.api;

/** All that happens to a review. */
public sealed interface ReviewEvent
        permits ReviewApproved,
                ReviewApprovedWithEdit,
                ReviewNotNeeded,
                ReviewOpened,
                ReviewRefused,
                ReviewSeen,
                ReviewWithdrawn {

    String reviewId();

    String brandId();
}
