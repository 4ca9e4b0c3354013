package org.parvis.moderation.review;

import java.time.Duration;
import java.time.Instant;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.review.queue.ReviewRow;
import org.parvis.web.view.ClockFace;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How long drafts should wait for a judgement at most. */
@ConfigurationProperties("moderation.review")
public record ReviewSettings(Duration replyWithin, Duration postWithin) {

    /** When somebody should have judged. */
    public Instant due(ReviewRow review) {
        return review.openedAt().plus(review.reviewed() == Reviewed.REPLY ? replyWithin : postWithin);
    }

    /** The clock of a waiting draft. */
    public ClockFace clock(ReviewRow review, Instant now) {
        return ClockFace.running(review.openedAt(), due(review), now);
    }
}
