package org.parvis.publishing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.PublishingApplication;
import org.parvis.publishing.testing.FaultyTown;
import org.parvis.publishing.testing.Story;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Where the faults happen: a town, a real database, the service without workers, and workers in processes of their own. Time is scaled: what takes
 * a minute in the product takes a second here, for the protocol and for the faults alike.
 */
final class Site implements AutoCloseable {

    static final Actor ADMIN = TestMembers.member("adele", Role.ADMIN, Story.BRAND);
    static final Actor LEAD = TestMembers.member("priya", Role.LEAD, Story.BRAND);

    /** A lease of the product is two minutes; scaled, it must still outlast a hiccup of a busy machine. */
    static final Duration LEASE = Duration.ofSeconds(3);

    private static final Map<String, String> SCALED = Map.ofEntries(
            Map.entry("publishing.delivery.settle", "PT0.25S,PT0.5S,PT1S,PT2S,PT5S"),
            Map.entry("publishing.delivery.send-limit", "PT1S"),
            Map.entry("publishing.delivery.lease", LEASE.toString()),
            Map.entry("publishing.delivery.key-life", "PT60S"),
            Map.entry("publishing.delivery.retry-pause", "PT0.1S"),
            Map.entry("publishing.delivery.look-up-patience", "PT60S"),
            Map.entry("publishing.delivery.clocks-differ", "PT2S"),
            Map.entry("publishing.delivery.poll", "PT0.05S"),
            Map.entry("publishing.delivery.sends-per-minute", "6000000"),
            Map.entry("publishing.delivery.breaker-open", "PT0.5S"));

    final FaultyTown town = new FaultyTown();
    final RunningService service;
    final Story story;
    private final Map<String, String> forWorkers;
    private final List<WorkerProcess> workers = new ArrayList<>();

    Site(Consumer<GenericApplicationContext> shared) {
        town.keysLive(Duration.ofSeconds(60));
        var parent = town.post("margaux", "Two charges for one seat?");
        var here = new HashMap<String, String>(SCALED);
        here.put("parvis.town.url", town.url());
        here.put("parvis.fetch.allow", "127.0.0.1");
        here.put("parvis.home", home());
        var settings = new HashMap<String, Object>(here);
        settings.put("publishing.delivery.workers", "0");
        service = RunningService.start(PublishingApplication.class, settings, shared);
        // Twelve for each channel.
        here.put("publishing.delivery.workers", "48");
        here.put("publishing.delivery.workers-per-brand", "24");
        here.put("parvis.database.url", service.database().url());
        here.put("parvis.database.password", "test");
        here.put("parvis.database.connections", "20");
        forWorkers = here;
        story = new Story(service);
        story.wrote("c1", "m1", "TOWN", parent);
        story.lead("priya");
    }

    private static String home() {
        try {
            return Files.createTempDirectory("parvis-faults").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A worker that is being started; several start at once. */
    WorkerProcess worker(Duration clockAhead, WorkerProcess.Freeze freeze) {
        var worker = WorkerProcess.start(forWorkers, clockAhead, freeze);
        synchronized (workers) {
            workers.add(worker);
        }
        return worker;
    }

    WorkerProcess worker() {
        return worker(Duration.ZERO, WorkerProcess.Freeze.NEVER);
    }

    void connect(String channelId, String deliveryClass) {
        var token = town.token(channelId, deliveryClass);
        var answer = service.put(
                ADMIN, "/api/publishing/channels/" + channelId, """
                {"brand":"helianthe","network":"TOWN","name":"%s","zone":"Europe/Paris","settings":{"class":"%s"},
                 "credentials":{"token":"%s"},"undoSeconds":0}
                """.formatted(channelId, deliveryClass, token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    List<Story.Release> release(String channelId, int count, Instant leavesAt) {
        var releases = new ArrayList<Story.Release>();
        for (var number = 0; number < count; number++) {
            var name = channelId + "-" + number;
            releases.add(new Story.Release(
                    name.toLowerCase(Locale.ROOT),
                    "m1",
                    channelId,
                    "Answer " + name + ", with an accent: é",
                    leavesAt));
        }
        story.released(releases);
        return releases;
    }

    Map<String, String> states(String channelId) {
        Map<String, String> states = new HashMap<>();
        service.jdbc()
                .sql("select outgoing_id, state from delivery where channel_id = ?")
                .param(channelId)
                .query(row -> {
                    states.put(row.getString(1), row.getString(2));
                });
        return states;
    }

    static boolean isOpen(String state) {
        return List.of("READY", "ATTEMPTED", "UNKNOWN").contains(state);
    }

    /** Waits until nothing of a channel is open any more. */
    void awaitSettled(String channelId, int count, Duration longest) {
        var end = System.nanoTime() + longest.toNanos();
        while (true) {
            var states = states(channelId);
            var open = states.values().stream().filter(Site::isOpen).count();
            if (states.size() == count && open == 0) {
                return;
            }
            assertThat(System.nanoTime())
                    .as("settled in time; %s of %s known, %s open", states.size(), count, open)
                    .isLessThan(end);
            pause(Duration.ofMillis(100));
        }
    }

    /** Waits until all of a channel left at least once; what became of some may be open. */
    void awaitAllTried(String channelId, int count, Duration longest) {
        var end = System.nanoTime() + longest.toNanos();
        while (true) {
            var states = states(channelId);
            var waiting = states.values().stream()
                    .filter(state -> state.equals("READY") || state.equals("ATTEMPTED"))
                    .count();
            if (states.size() == count && waiting == 0) {
                return;
            }
            assertThat(System.nanoTime())
                    .as("tried in time; %s of %s known, %s waiting", states.size(), count, waiting)
                    .isLessThan(end);
            pause(Duration.ofMillis(100));
        }
    }

    static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        synchronized (workers) {
            workers.forEach(WorkerProcess::close);
        }
        service.close();
        town.close();
    }
}
