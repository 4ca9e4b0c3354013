package org.parvis.listening.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.parvis.axon.Commands;
import org.parvis.axon.DatabaseTrouble;
import org.parvis.boot.FairShares;
import org.parvis.fetcher.Room;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.connector.PollResult;
import org.parvis.listening.connector.SourceSettings;
import org.parvis.listening.mention.MentionIntake;
import org.parvis.listening.source.SourceCommand.NoticeFailure;
import org.parvis.listening.source.SourceCommand.NoticeRecovery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the sources that are due, and waits for none: a slow one holds its own place only. The cursor moves only after every item of a
 * batch is an entry or was seen before; a source that fails is asked again later and later, at most a quarter of an hour apart, and its silence
 * is an entry after the second failure in a row.
 */
@Component
class SourcePoller implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SourcePoller.class);
    private static final Actor ACTOR = Actor.automation("listening.source.poller");
    private static final int AT_ONCE = 32;
    private static final int AT_ONCE_OF_A_BRAND = AT_ONCE / 2;
    private static final int IN_A_ROW = 5;
    private static final int FAILURES_BEFORE_A_GAP = 2;
    private static final Duration STREAMS_APART = Duration.ofSeconds(5);
    private static final Duration LAST_WAIT = Duration.ofSeconds(10);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Set<PollResult.Problem> PASSING = Set.of(
            PollResult.Problem.OUTAGE, PollResult.Problem.RATE_LIMIT, PollResult.Problem.CREDENTIALS_OF_ANOTHER_PLACE);

    /** Who moves a source gives the new settings and the new secret one after the other: a moment later both are there. */
    private static final PollResult.Failure SECRET_OF_ANOTHER_PLACE = new PollResult.Failure(
            PollResult.Problem.CREDENTIALS_OF_ANOTHER_PLACE,
            "listening.source.SECRET_OF_ANOTHER_PLACE",
            "",
            Optional.of(Duration.ofSeconds(5)));

    private final Sources sources;
    private final Connectors connectors;
    private final MentionIntake intake;
    private final Commands commands;
    private final Clock clock;
    private final FairShares asked = new FairShares(AT_ONCE, AT_ONCE_OF_A_BRAND);

    /** A stream holds its place for seconds while nothing is said there; it takes none from those that are asked. */
    private final FairShares listenedTo = new FairShares(AT_ONCE, AT_ONCE_OF_A_BRAND);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;

    SourcePoller(Sources sources, Connectors connectors, MentionIntake intake, Commands commands, Clock clock) {
        this.sources = sources;
        this.connectors = connectors;
        this.intake = intake;
        this.commands = commands;
        this.clock = clock;
    }

    /** Begins with what is due and has a place; what has none is found again next time. */
    void poll() {
        sources.noticeUnscheduled(clock.instant());
        begin(asked, false);
        begin(listenedTo, true);
    }

    private void begin(FairShares places, boolean streams) {
        var free = places.free();
        if (free == 0) {
            return;
        }
        sources.due(clock.instant(), free, places.held(), streams).stream()
                .filter(due -> places.takeIfFair(due.brandId(), due.sourceId()))
                .forEach(due -> threads.execute(() -> {
                    try {
                        sources.take(due.sourceId(), clock.instant()).ifPresent(this::pollSafely);
                    } catch (RuntimeException e) {
                        LOG.warn("Source {} could not be taken; it stays due", due.sourceId(), e);
                    } finally {
                        places.giveBack(due.brandId(), due.sourceId());
                    }
                }));
    }

    private void pollSafely(Sources.Item source) {
        var holding = Thread.ofVirtual().start(() -> holdOn(source.sourceId()));
        try {
            // What it answers is in use until its messages are entries.
            Room.sharedBy(source.brandId(), () -> pollToTheEnd(source));
            // What strangers write must not make a source deaf without a word, whichever way it breaks our reading.
        } catch (RuntimeException | StackOverflowError e) {
            if (DatabaseTrouble.isCauseOf(e)) {
                // The source has no part in it.
                LOG.warn("Source {} waits for the database: {}", source.sourceId(), e.getMessage());
                postpone(source, AFTER_TROUBLE);
                return;
            }
            LOG.error("Source {} could not be polled", source.sourceId(), e);
            // Trouble of our own is silence for who listens, so it is told like any other.
            var trouble = new PollResult.Failure(
                    PollResult.Problem.OUTAGE,
                    "listening.source.NOT_KEPT",
                    e.getClass().getSimpleName(),
                    Optional.empty());
            try {
                failed(source, trouble, clock.instant());
            } catch (RuntimeException again) {
                LOG.error("That source {} fails could not be noted; it is asked again later", source.sourceId(), again);
            }
        } finally {
            holding.interrupt();
            letGo(source);
        }
    }

    private void letGo(Sources.Item source) {
        try {
            sources.letGo(source.sourceId());
        } catch (RuntimeException e) {
            LOG.debug("Source {} is free when our hold ends: {}", source.sourceId(), e.getMessage());
        }
    }

    private void postpone(Sources.Item source, Duration pause) {
        try {
            sources.postpone(source.sourceId(), clock.instant().plus(pause));
        } catch (RuntimeException e) {
            LOG.debug("Source {} stays due: {}", source.sourceId(), e.getMessage());
        }
    }

    /** Until it is over nobody else asks the source; when this process dies, others do soon. */
    private void holdOn(String sourceId) {
        try {
            while (true) {
                Thread.sleep(Sources.LEASE.dividedBy(3));
                try {
                    sources.holdOn(sourceId, clock.instant());
                } catch (RuntimeException e) {
                    LOG.debug("Source {} could not be held: {}", sourceId, e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A source with much to tell is asked again at once, as it stands then; each time what came is safe before the next. Whoever listens to a
     * stream has had their seconds, and others wait for the place.
     */
    private void pollToTheEnd(Sources.Item source) {
        var more = poll(source);
        for (var times = 1; more && times < IN_A_ROW && !source.isStream(); times++) {
            more = sources.find(source.sourceId()).filter(this::poll).isPresent();
        }
    }

    /** Answers whether there is more. */
    private boolean poll(Sources.Item source) {
        var begun = clock.instant();
        var result = sources.credentials(source)
                .map(credentials -> connectors
                        .of(source.connector())
                        .poll(new SourceSettings(source.settings()), credentials, sources.cursor(source.sourceId())))
                .orElse(SECRET_OF_ANOTHER_PLACE);
        var now = clock.instant();
        switch (result) {
            case PollResult.Batch batch -> {
                var taken = intake.take(
                        source.brandId(), source.sourceId(), source.connector(), ownHandles(source), batch.items());
                var next = batch.more() ? now : source.isStream() ? again(begun, now) : now.plus(source.every());
                sources.succeeded(source.sourceId(), batch.next(), begun, now, next, taken.seen(), taken.collected());
                if (source.failingSince() != null) {
                    commands.send(new NoticeRecovery(source.sourceId(), source.brandId(), now), ACTOR, null);
                }
                return batch.more();
            }
            case PollResult.Failure failure -> {
                failed(source, failure, now);
                return false;
            }
        }
    }

    /** A stream goes on at once; one that ended as soon as it began is not opened all the time. */
    private static Instant again(Instant begun, Instant now) {
        var earliest = begun.plus(STREAMS_APART);
        return earliest.isAfter(now) ? earliest : now;
    }

    private void failed(Sources.Item source, PollResult.Failure failure, Instant now) {
        var pause = failure.retryAfter().orElse(source.every());
        var failures = sources.failed(source.sourceId(), now, now.plus(pause));
        var backedOff = pause.multipliedBy(1L << Math.min(failures - 1, 6));
        var wait = failure.retryAfter().orElse(backedOff.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : backedOff);
        sources.postpone(source.sourceId(), now.plus(wait));
        // Waiting helps against an outage; anything else needs a person, who should hear of it at once.
        var lasting = !PASSING.contains(failure.problem());
        if (source.failingSince() == null && (lasting || failures >= FAILURES_BEFORE_A_GAP)) {
            var since = source.lastSuccessAt() == null ? now : source.lastSuccessAt();
            commands.send(
                    new NoticeFailure(source.sourceId(), source.brandId(), failure.code(), failure.detail(), since),
                    ACTOR,
                    null);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Lets what is on its way come to its end; what does not, is asked for again after the next start. */
    @Override
    public void stop() {
        running = false;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Stopping while sources are being asked; they are asked again");
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After Axon, which is at 0 and starts first, and before the jobs, which stop first. */
    @Override
    public int getPhase() {
        return 50;
    }

    /** Handles of our own accounts, from the setting {@link Connectors#OWN}: what we say is no mention of us. */
    static List<String> ownHandles(Sources.Item source) {
        var own = source.settings().getOrDefault(Connectors.OWN, "");
        return Arrays.stream(own.split("[,\\s]+"))
                .map(handle -> handle.startsWith("@") ? handle.substring(1) : handle)
                .map(handle -> handle.toLowerCase(Locale.ROOT))
                .filter(handle -> !handle.isEmpty())
                .toList();
    }
}
