package org.parvis.axon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.parvis.ledger.LedgerReader;

/** The event processors of a service: how far each has come, and what it failed at last. */
public final class Processors {

    private final Configuration axon;
    private final LedgerReader ledger;
    private final TokenRows tokens;
    private final Map<String, Handler> handlers;

    record Handler(Object bean, Set<String> eventTypes, List<String> tables) {}

    Processors(Configuration axon, LedgerReader ledger, TokenRows tokens, Map<String, Handler> handlers) {
        this.axon = axon;
        this.ledger = ledger;
        this.tokens = tokens;
        this.handlers = new TreeMap<>(handlers);
    }

    /**
     * Where a processor stands.
     *
     * @param position the last position it has dealt with
     * @param lag how many entries lie beyond it, of any type
     * @param error what it failed at last, or null
     * @param readModel whether it can be rebuilt
     */
    public record Progress(
            String group,
            boolean running,
            long position,
            long lag,
            @Nullable String error,
            boolean readModel) {}

    /** The names of all of them. */
    public Set<String> groups() {
        return Collections.unmodifiableSet(handlers.keySet());
    }

    /** Of the whole service: what another replica follows stands where that one has written that it stands. */
    public List<Progress> progress() {
        var head = ledger.head();
        var elsewhere = tokens.all();
        var all = new ArrayList<Progress>();
        handlers.forEach((group, handler) -> axon.eventProcessingConfiguration()
                .eventProcessor(group, StreamingEventProcessor.class)
                .ifPresent(processor -> all.add(
                        processor.processingStatus().isEmpty()
                                ? progress(group, handler, elsewhere.getOrDefault(group, TokenRows.Row.NONE), head)
                                : progress(group, handler, processor, head))));
        all.sort(Comparator.comparing(Progress::group));
        return all;
    }

    private static Progress progress(String group, Handler handler, StreamingEventProcessor processor, long head) {
        var statuses = processor.processingStatus().values();
        var position = statuses.stream()
                .mapToLong(s -> Positions.of(s.getTrackingToken()))
                .min()
                .orElse(0);
        var error = statuses.stream()
                .filter(s -> s.isErrorState() && s.getError() != null)
                .map(s -> String.valueOf(s.getError()))
                .findFirst()
                .orElse(null);
        return new Progress(
                group,
                processor.isRunning() && !statuses.isEmpty(),
                position,
                Math.max(0, head - position),
                error,
                !handler.tables().isEmpty());
    }

    private static Progress progress(String group, Handler handler, TokenRows.Row row, long head) {
        return new Progress(
                group,
                row.isFollowed(),
                row.position(),
                Math.max(0, head - row.position()),
                null,
                !handler.tables().isEmpty());
    }

    /**
     * What a processor has dealt with, counted so that it compares with the ledger.
     *
     * @param upTo everything up to this position that concerns it is done; the ledger's head when nothing is open
     * @param done whether nothing is open
     */
    public record Standing(String group, long upTo, boolean done, boolean readModel) {}

    /** How complete each processor is; unlike {@link #progress()} it looks whether what lies beyond a position concerns it. */
    public List<Standing> standings() {
        var head = ledger.head();
        return progress().stream()
                .map(p -> {
                    var done = p.position() >= head || !hasWork(p);
                    return new Standing(p.group(), done ? head : p.position(), done, p.readModel());
                })
                .toList();
    }

    /** Waits until no processor has anything left to do with what was in the ledger at the time of the call; for tests. */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        var head = ledger.head();
        var end = System.nanoTime() + atMost.toNanos();
        while (progress().stream().anyMatch(p -> p.position() < head && hasWork(p))) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    /** Whether every processor has dealt with all that concerns it up to a position. */
    public boolean havePassed(long position) {
        return progress().stream().noneMatch(p -> p.position() < position && hasWorkUpTo(p, position));
    }

    private boolean hasWorkUpTo(Progress progress, long position) {
        var handler = Objects.requireNonNull(handlers.get(progress.group()));
        return ledger.read(progress.position(), 1, handler.eventTypes()).entries().stream()
                .anyMatch(entry -> entry.position() <= position);
    }

    /** A processor that passes by what does not concern it says so only now and then; its position alone would keep us waiting. */
    private boolean hasWork(Progress progress) {
        var handler = Objects.requireNonNull(handlers.get(progress.group()));
        return !ledger.read(progress.position(), 1, handler.eventTypes())
                .entries()
                .isEmpty();
    }

    Map<String, Handler> handlers() {
        return handlers;
    }
}
