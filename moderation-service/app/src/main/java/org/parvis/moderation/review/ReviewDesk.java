package org.parvis.moderation.review;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.review.queue.ReviewRow;
import org.parvis.moderation.review.queue.Reviews;
import org.parvis.moderation.review.view.ReviewView;
import org.parvis.moderation.review.view.Views;
import org.springframework.stereotype.Component;

/** What people do with reviews, the same from a page and from a program. */
@Component
class ReviewDesk {

    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_NOTE = 1_000;

    private final Access access;
    private final Reading reading;
    private final Commands commands;
    private final Reviews reviews;
    private final Views views;

    ReviewDesk(Access access, Reading reading, Commands commands, Reviews reviews, Views views) {
        this.access = access;
        this.reading = reading;
        this.commands = commands;
        this.reviews = reviews;
        this.views = views;
    }

    ReviewRow find(String id) {
        var row = reviews.find(Ids.requireKnown(id)).orElseThrow(() -> new NotFound("review", id));
        reading.requireReview(row.brandId(), row.channelId(), id);
        return row;
    }

    boolean mayApprove(ReviewRow row) {
        return reading.scope(Action.APPROVE).covers(row.brandId(), row.channelId());
    }

    /** Shows a draft; who could judge it has seen it from now on, and that is an entry. */
    ReviewView show(ReviewRow row, Actor actor) {
        var view = views.of(row);
        if (row.isOpen() && mayApprove(row) && !row.isWrittenBy(actor.id())) {
            commands.send(new SeeReview(row.reviewId(), row.brandId(), view.viewHash(), view.seenMessages()));
        }
        return view;
    }

    /** @param text null or the same text: as it is */
    ReviewRow approve(String id, @Nullable String contentHash, @Nullable String text, @Nullable String note) {
        var row = requireJudge(id);
        if (row.reviewed() == Reviewed.POST) {
            // What stands for long and before everybody is not for whoever found an open browser.
            access.requireSecondFactor();
        }
        requireLength("note", note, LONGEST_NOTE);
        requireLength("text", text, LONGEST_TEXT);
        var words = note == null || note.isBlank() ? null : note.strip();
        var command = text == null
                ? new ApproveReview(id, row.brandId(), contentHash, words)
                : new ApproveReviewWithEdit(id, row.brandId(), text, contentHash, words);
        commands.send(command);
        return settled(row);
    }

    ReviewRow refuse(String id, @Nullable String contentHash, @Nullable String guideline, @Nullable String reason) {
        var row = requireJudge(id);
        requireLength("reason", reason, LONGEST_NOTE);
        var cited = Objects.requireNonNullElse(guideline, "");
        if (cited.isBlank()) {
            throw new InvalidInput("guideline", "guideline");
        }
        commands.send(new RefuseReview(id, row.brandId(), cited, Objects.requireNonNullElse(reason, ""), contentHash));
        return settled(row);
    }

    private ReviewRow requireJudge(String id) {
        var row = find(id);
        access.require(Action.APPROVE, row.brandId(), row.channelId(), "review:" + id);
        return row;
    }

    private ReviewRow settled(ReviewRow before) {
        Shown.soon(() -> reviews.find(before.reviewId())
                .filter(row -> row.version() > before.version() || !row.isOpen())
                .isPresent());
        return reviews.find(before.reviewId()).orElse(before);
    }

    private static void requireLength(String field, @Nullable String text, int longest) {
        if (text != null && text.length() > longest) {
            throw new InvalidInput(field, "too-long", longest);
        }
    }
}
