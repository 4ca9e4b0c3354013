package org.parvis.moderation.review;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.guideline.GuidelineTexts;
import org.parvis.moderation.review.queue.ReviewRow;
import org.parvis.moderation.review.view.ReviewView;
import org.parvis.moderation.review.view.TextFacts;
import org.parvis.moderation.review.view.WordDiff;
import org.parvis.web.view.ClockFace;
import org.parvis.web.view.Option;

/**
 * The two panes beside the queue, as their template draws them.
 *
 * @param reasons why somebody is asked, in words
 * @param policySince the policy the reasons come from, in words
 * @param changes what changed since this reviewer last looked; empty when there is nothing to compare
 * @param edit what the approver changed; empty unless approved with an edit
 * @param stop why nothing leaves on the channel right now; null when nothing stops it
 * @param may what the reader may do here
 * @param next the review after this one in the queue; null at its end
 */
record Stage(
        ReviewView view,
        String title,
        String author,
        String brand,
        List<ReasonLine> reasons,
        String policySince,
        int comparedRevision,
        List<WordDiff.Part> changes,
        List<WordDiff.Part> edit,
        List<TextLine> texts,
        TextFacts facts,
        @Nullable String stop,
        @Nullable ClockFace clock,
        May may,
        List<Option> guidelines,
        @Nullable GuidelineTexts cited,
        @Nullable String citedTitle,
        @Nullable String decider,
        List<SeenLine> seen,
        @Nullable String next,
        Form form) {

    /** What a reader may do with a draft. */
    enum May {
        /** Judge it. */
        JUDGE,
        /** Nothing: they wrote it. */
        WROTE_IT,
        /** Read it. */
        READ
    }

    /** A reason with its picture. */
    record ReasonLine(String icon, String text) {}

    /** One text that goes out, and on which account. */
    record TextLine(
            String channel,
            String icon,
            String network,
            @Nullable String language,
            String text) {}

    /** Who was shown the draft. */
    record SeenLine(String name, int messages, java.time.Instant at, String viewHash) {}

    /**
     * What was typed into the decision, kept when it was refused.
     *
     * @param open which of the three decisions is open: f, t or d
     * @param error what was wrong; null when nothing was
     */
    record Form(
            String open,
            @Nullable String error,
            @Nullable String code,
            String note,
            @Nullable String text,
            String guideline,
            String reason) {

        static final Form FRESH = new Form("f", null, null, "", null, "", "");
    }

    public ReviewRow review() {
        return view.review();
    }

    /** Account, network and, when its name says more than the account's, brand. */
    public String where() {
        var channel = view.channel();
        return Stream.of(channel.name(), channel.networkName(), brand.equals(channel.name()) ? "" : brand)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** The picture of where the review stands. */
    public String icon() {
        return QueueItems.icon(review().state());
    }

    /** Its colour. */
    public String tone() {
        return QueueItems.tone(review().state());
    }

    /** Its colour, for a picture alone. */
    public String toneClass() {
        return tone().isEmpty() ? "c-3" : "c-" + tone();
    }
}
