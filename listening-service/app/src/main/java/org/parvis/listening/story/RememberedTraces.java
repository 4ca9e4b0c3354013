package org.parvis.listening.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Traces in memory: the same questions as those of the table, answered the same. */
final class RememberedTraces implements Traces {

    private final Map<Long, List<String>> byKey = new HashMap<>();
    private final Map<String, Trace> byMention = new LinkedHashMap<>();

    @Override
    public List<Trace> near(String brandId, long[] keys, Instant saidAt) {
        var met = new LinkedHashSet<String>();
        for (long key : keys) {
            met.addAll(byKey.getOrDefault(key, List.of()));
        }
        return met.stream()
                .map(this::get)
                .filter(trace -> trace.brandId().equals(brandId)
                        && !trace.lastSaidAt().isBefore(saidAt.minus(Recogniser.WINDOW))
                        && !trace.saidAt().isAfter(saidAt.plus(Recogniser.WINDOW)))
                .sorted(Comparator.comparing(Trace::lastSaidAt).reversed().thenComparing(Trace::mentionId))
                .limit(MOST)
                .toList();
    }

    /** The trace of a message of which one is kept. */
    Trace get(String mentionId) {
        return Objects.requireNonNull(byMention.get(mentionId));
    }

    @Override
    public void keep(Trace trace) {
        byMention.put(trace.mentionId(), trace);
        for (long key : trace.wording().keys(trace.brandId())) {
            byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(trace.mentionId());
        }
    }

    @Override
    public void saidAgain(List<Trace> traces, Instant saidAt) {
        traces.forEach(trace -> byMention.computeIfPresent(trace.mentionId(), (id, old) -> old.saidAgain(saidAt)));
    }

    int size() {
        return byMention.size();
    }
}
