package org.parvis.listening.topic;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Counts what a draft finds, message by message, and draws a sample of it. */
final class QueryTrial {

    static final int SAMPLE = 20;

    private final Draft draft;
    private final Days days;
    private final Sample sample = new Sample(SAMPLE);
    private long looked;
    private long found;
    private PastMentions.@Nullable Said last;

    /** @param zone where the brand is: its days are counted */
    QueryTrial(Draft draft, ZoneId zone, Instant now) {
        this.draft = draft;
        days = new Days(zone, now);
    }

    /**
     * What a query would have found in thirty days, today included.
     *
     * @param from the beginning of the first day
     * @param since what was said before was not looked at; {@code from} when all was
     * @param sample ids, at most twenty, drawn from all that was found
     */
    record Outcome(Instant from, Instant since, long looked, long found, List<Days.Day> days, List<String> sample) {

        Outcome {
            days = List.copyOf(days);
            sample = List.copyOf(sample);
        }

        boolean whole() {
            return since.equals(from);
        }
    }

    Instant from() {
        return days.from();
    }

    long looked() {
        return looked;
    }

    /** The last message that was looked at. */
    PastMentions.@Nullable Said last() {
        return last;
    }

    /**
     * Looks at messages, the newest first.
     *
     * @return whether it came to the last one before it had to stop
     */
    boolean look(List<PastMentions.Said> messages, BooleanSupplier stop) {
        for (var message : messages) {
            if (stop.getAsBoolean()) {
                return false;
            }
            looked++;
            last = message;
            if (draft.finds(message.message())) {
                found++;
                days.add(message.publishedAt());
                sample.add(message.mentionId());
            }
        }
        return true;
    }

    /** @param whole nothing was left that had not been looked at */
    Outcome outcome(boolean whole, Instant now) {
        var oldest = last == null ? now : last.publishedAt();
        return new Outcome(from(), whole ? from() : oldest, looked, found, days.list(), sample.ids());
    }
}
