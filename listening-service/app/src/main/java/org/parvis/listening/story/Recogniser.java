package org.parvis.listening.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says which story a message belongs to, from what is remembered of those before it. The same messages in the same order come to the same
 * stories; that is asked once for each message, and goes on record.
 */
final class Recogniser {

    /** So long after its last message a story may be told on. */
    static final Duration WINDOW = Duration.ofDays(14);

    /**
     * Of ten thousand copies the traces of four people are enough; with fewer, one who is erased would take the memory of all copies
     * along.
     */
    static final int COPIES_KEPT = 4;

    private final Traces traces;

    Recogniser(Traces traces) {
        this.traces = traces;
    }

    /** A message that came in. */
    record Arrival(
            String mentionId,
            String brandId,
            String sourceId,
            String personId,
            @Nullable String title,
            String text,
            String permalink,
            Instant saidAt) {

        Wording wording() {
            return Wording.of(title, text, permalink);
        }
    }

    /** What the message is most like, and thereby its story; nothing when it begins one. */
    Optional<Likeness> recognise(Arrival arrival) {
        return recognise(arrival, arrival.wording());
    }

    /** @param wording that of the message */
    Optional<Likeness> recognise(Arrival arrival, Wording wording) {
        if (wording.saysNothing()) {
            return Optional.empty();
        }
        var near = traces.near(arrival.brandId(), wording.keys(arrival.brandId()), arrival.saidAt()).stream()
                .filter(trace -> !trace.mentionId().equals(arrival.mentionId()))
                .toList();
        var nearest = Likeness.nearest(arrival.sourceId(), wording, near);
        var storyId = nearest.map(likeness -> likeness.to().storyId()).orElse(arrival.mentionId());
        var copies = near.stream()
                .filter(trace -> trace.storyId().equals(storyId) && wording.isCopyOf(trace.wording()))
                .toList();
        if (copies.stream().map(Trace::personId).distinct().count() >= COPIES_KEPT) {
            traces.saidAgain(copies, arrival.saidAt());
        } else {
            traces.keep(trace(arrival, storyId, wording));
        }
        return nearest;
    }

    private static Trace trace(Arrival arrival, String storyId, Wording wording) {
        return new Trace(
                arrival.mentionId(),
                arrival.brandId(),
                arrival.sourceId(),
                arrival.personId(),
                storyId,
                arrival.saidAt(),
                arrival.saidAt(),
                wording);
    }
}
