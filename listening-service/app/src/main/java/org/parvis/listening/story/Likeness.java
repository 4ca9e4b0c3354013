package org.parvis.listening.story;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.parvis.listening.api.StoryLikeness;

/** Why a message belongs to a story: it is like this one, so much. */
record Likeness(Trace to, StoryLikeness kind, double degree) {

    /** The nearest; of equals the one that was said first, and then by id, so that everybody comes to the same answer. */
    private static final Comparator<Likeness> NEAREST = Comparator.comparingDouble(Likeness::degree)
            .reversed()
            .thenComparing(likeness -> likeness.to().saidAt())
            .thenComparing(likeness -> likeness.to().mentionId());

    /** What a message is most like. */
    static Optional<Likeness> nearest(String sourceId, Wording wording, List<Trace> traces) {
        return traces.stream()
                .flatMap(trace -> of(sourceId, wording, trace).stream())
                .min(NEAREST);
    }

    private static Optional<Likeness> of(String sourceId, Wording wording, Trace trace) {
        var words = wording.likeness(trace.wording());
        // One source that shows several messages of one page shows a discussion; two that show one page show it both.
        boolean isSamePage = wording.isOnSamePage(trace.wording()) && !sourceId.equals(trace.sourceId());
        if (isSamePage || wording.isLinkedWith(trace.wording())) {
            return Optional.of(new Likeness(trace, StoryLikeness.PAGE, 1));
        }
        return words.isPresent()
                ? Optional.of(new Likeness(trace, StoryLikeness.WORDS, words.getAsDouble()))
                : Optional.empty();
    }
}
