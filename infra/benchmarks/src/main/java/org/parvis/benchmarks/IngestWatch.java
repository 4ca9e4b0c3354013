package org.parvis.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Sees again and again how far each part has come. What is seen late counts as late: a time is never too short. */
final class IngestWatch implements AutoCloseable {

    private static final long BETWEEN_MILLIS = 20;

    /** What was seen first at some time. */
    private record Sight(long nanos, long position) {}

    private final Map<String, LongSupplier> parts = new LinkedHashMap<>();
    private final Map<String, List<Sight>> sights = new LinkedHashMap<>();
    private final Thread thread = Thread.ofPlatform().name("watch").unstarted(this::run);

    IngestWatch part(String name, LongSupplier position) {
        parts.put(name, position);
        sights.put(name, new ArrayList<>());
        return this;
    }

    IngestWatch start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(BETWEEN_MILLIS);
            }
        } catch (InterruptedException e) {
            look();
        }
    }

    private void look() {
        parts.forEach((name, position) -> {
            long now = position.getAsLong();
            var known = Objects.requireNonNull(sights.get(name));
            if (known.isEmpty() || known.getLast().position() < now) {
                known.add(new Sight(System.nanoTime(), now));
            }
        });
    }

    /** When a part was first seen at or beyond each of these positions, which must be ascending. */
    long[] passed(String name, long[] positions) {
        var known = Objects.requireNonNull(sights.get(name));
        var times = new long[positions.length];
        Arrays.fill(times, Long.MAX_VALUE);
        int at = 0;
        for (int i = 0; i < positions.length; i++) {
            while (at < known.size() && known.get(at).position() < positions[i]) {
                at++;
            }
            if (at < known.size()) {
                times[i] = known.get(at).nanos();
            }
        }
        return times;
    }

    /** When a part was first seen at or beyond a position. */
    long passed(String name, long position) {
        return passed(name, new long[] {position})[0];
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
