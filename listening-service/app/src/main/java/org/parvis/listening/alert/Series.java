package org.parvis.listening.alert;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.parvis.listening.api.AlertSignal;

/** All signals of one series, with what they are judged by. */
final class Series {

    private final Counts mentions;
    private final Counts negative;
    private final People people;
    private final Map<AlertSignal, CountDetector> counted = new EnumMap<>(AlertSignal.class);
    private final ShareDetector share;

    Series(long start) {
        mentions = new Counts(start);
        negative = new Counts(start);
        people = new People(start);
        counted.put(AlertSignal.VOLUME, new CountDetector(mentions));
        counted.put(AlertSignal.NEGATIVE_VOLUME, new CountDetector(negative));
        counted.put(AlertSignal.AUTHORS, new CountDetector(people));
        share = new ShareDetector(negative, mentions);
    }

    /** Takes buckets as they stand now; whatever was known of them before is replaced. */
    void take(SeriesCounts.Stretch stretch) {
        for (var row : stretch.rows()) {
            replace(mentions, row.bucket(), row.mentions());
            replace(negative, row.bucket(), row.negative());
        }
        stretch.people().forEach(people::set);
    }

    private static void replace(Counts counts, long bucket, long value) {
        long more = value - counts.count(bucket);
        if (more != 0) {
            counts.add(bucket, more);
        }
    }

    /** Counts one more, whose author wrote in the bucket {@code last} before, or never when it is {@link Long#MIN_VALUE}. */
    void add(long bucket, boolean isNegative, long last) {
        mentions.add(bucket, 1);
        if (isNegative) {
            negative.add(bucket, 1);
        }
        people.wrote(bucket, last);
    }

    /** How many numbers it has room for. */
    int room() {
        return mentions.room() + negative.room() + people.room();
    }

    Look look(AlertSignal signal, long minute, double leastEffect) {
        return signal == AlertSignal.NEGATIVE_SHARE
                ? share.look(minute, leastEffect)
                : detector(signal).look(minute, leastEffect);
    }

    void told(AlertSignal signal, long minute) {
        if (signal == AlertSignal.NEGATIVE_SHARE) {
            share.told(minute);
        } else {
            detector(signal).told(minute);
        }
    }

    /** Whether nothing of it was over its threshold for twelve hours. */
    boolean quiet(Collection<AlertSignal> signals, long minute, double leastEffect) {
        return signals.stream()
                .allMatch(signal -> signal == AlertSignal.NEGATIVE_SHARE
                        ? share.look(minute, leastEffect).effect() < leastEffect
                        : detector(signal).quiet(minute, leastEffect));
    }

    private CountDetector detector(AlertSignal signal) {
        return Objects.requireNonNull(counted.get(signal));
    }
}
