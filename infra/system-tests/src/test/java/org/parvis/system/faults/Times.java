package org.parvis.system.faults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Times of one run, in the form in which they are told. */
final class Times {

    private Times() {}

    /** Median, 95 % and worst. */
    static String of(List<Duration> times) {
        if (times.isEmpty()) {
            return "none";
        }
        var sorted = times.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "median %s, p95 %s, worst %s",
                told(at(sorted, 0.5)),
                told(at(sorted, 0.95)),
                told(sorted.getLast()));
    }

    static Duration at(List<Duration> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) Math.floor(sorted.size() * share)));
    }

    static String told(Duration time) {
        return time.toMillis() < 10_000
                ? time.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
