package org.parvis.listening.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.parvis.axon.projection.BatchEnd;
import org.parvis.listening.story.Recogniser.Arrival;
import org.parvis.listening.story.TraceRows.Question;

/**
 * Recognises the messages of a batch one after the other, each seeing what was kept of those before it. The traces near the next ones are
 * asked for together, and what is to be remembered is written together; the stories are those of asking and writing for each.
 */
final class StoryBatch implements Traces, BatchEnd.Writer {

    /** So many messages are asked for at once; each of them may have {@value #MOST} traces near it, of some ten kilobytes in memory. */
    static final int TOGETHER = 8;

    private final TraceRows rows;
    private final List<Arrival> arrivals;
    private final int together;

    private final Map<Arrival, Wording> asked = new HashMap<>();
    private RememberedTraces remembered = new RememberedTraces();
    private final Map<String, Trace> kept = new LinkedHashMap<>();
    private final Set<String> saidAgain = new LinkedHashSet<>();

    /**
     * @param arrivals of the batch, in their order
     * @param together for how many of them is asked at once
     */
    StoryBatch(TraceRows rows, List<Arrival> arrivals, int together) {
        this.rows = rows;
        this.arrivals = arrivals;
        this.together = together;
    }

    Optional<Likeness> recognise(Arrival arrival) {
        if (!asked.containsKey(arrival)) {
            write();
            forget();
            ask(arrival);
        }
        return new Recogniser(this).recognise(arrival, Objects.requireNonNull(asked.get(arrival)));
    }

    /** A person said that this message belongs elsewhere; what comes after it is asked for anew. */
    void move(String mentionId, String storyId) {
        write();
        forget();
        rows.move(mentionId, storyId);
    }

    private void ask(Arrival first) {
        var questions = new ArrayList<Question>();
        arrivals.stream()
                .dropWhile(arrival -> !arrival.equals(first))
                .limit(together)
                .forEach(arrival -> {
                    var wording = arrival.wording();
                    asked.put(arrival, wording);
                    if (!wording.saysNothing()) {
                        questions.add(
                                new Question(arrival.brandId(), wording.keys(arrival.brandId()), arrival.saidAt()));
                    }
                });
        if (!questions.isEmpty()) {
            rows.near(questions).forEach(remembered::keep);
        }
    }

    @Override
    public List<Trace> near(String brandId, long[] keys, Instant saidAt) {
        return remembered.near(brandId, keys, saidAt);
    }

    @Override
    public void keep(Trace trace) {
        remembered.keep(trace);
        kept.put(trace.mentionId(), trace);
    }

    @Override
    public void saidAgain(List<Trace> traces, Instant saidAt) {
        remembered.saidAgain(traces, saidAt);
        traces.forEach(trace -> saidAgain.add(trace.mentionId()));
    }

    @Override
    public void write() {
        var again = saidAgain.stream()
                .filter(id -> !kept.containsKey(id))
                .map(remembered::get)
                .toList();
        var fresh = kept.keySet().stream().map(remembered::get).toList();
        if (!fresh.isEmpty()) {
            rows.keep(fresh);
        }
        if (!again.isEmpty()) {
            rows.saidAgain(again);
        }
        kept.clear();
        saidAgain.clear();
    }

    @Override
    public void forget() {
        asked.clear();
        remembered = new RememberedTraces();
        kept.clear();
        saidAgain.clear();
    }
}
