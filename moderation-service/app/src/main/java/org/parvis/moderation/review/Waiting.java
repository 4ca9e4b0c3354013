package org.parvis.moderation.review;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.moderation.review.queue.ReviewState;
import org.parvis.moderation.review.queue.Reviews;
import org.parvis.web.view.ClockFace;
import org.springframework.stereotype.Component;

/** What waits for the judgement of one member, for pages beside the queue. */
@Component
public class Waiting {

    /** One draft that waits. */
    public record Draft(
            String id,
            String title,
            String line,
            String icon,
            @Nullable ClockFace clock) {}

    private final Reviews reviews;
    private final QueueItems items;

    Waiting(Reviews reviews, QueueItems items) {
        this.reviews = reviews;
        this.items = items;
    }

    public long count(Scope judging, String memberId) {
        return judging.isEmpty() ? 0 : reviews.count(judging, forOthers(memberId));
    }

    /** The longest waiting first. */
    public List<Draft> first(int most, Scope judging, String memberId, Locale locale) {
        if (judging.isEmpty()) {
            return List.of();
        }
        var rows = reviews.waiting(judging, forOthers(memberId), new PageRequest(most, null))
                .items();
        return items.of(rows, null, locale).stream()
                .map(i -> new Draft(i.id(), i.title(), i.line(), i.icon(), i.clock()))
                .toList();
    }

    private static Reviews.Filter forOthers(String memberId) {
        return new Reviews.Filter(List.of(ReviewState.OPEN), "", memberId, true);
    }
}
