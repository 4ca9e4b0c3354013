package org.parvis.listening.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.ServiceProcess;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.listening.ListeningApplication;
import org.parvis.test.FreePorts;
import org.parvis.test.TestPostgres;
import org.parvis.town.Town;
import org.parvis.town.TownOptions;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * So many posts and comments in a town whose calls are lost, repeated and overtake one another, while the listening service is killed and
 * started anew. Counted in the ledger and in the read model, compared with what the town was told.
 */
final class InboundRun {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BRAND = "comete";
    private static final int SPEAKERS = 200;
    private static final int AT_ONCE = 8;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final int posts;
    private final int perSecond;
    private final Duration life;
    private final Duration patience;
    private final long seed;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, Long> emitted = new ConcurrentHashMap<>();
    private final Map<String, Duration> seen = new ConcurrentHashMap<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final AtomicInteger kills = new AtomicInteger();
    private volatile boolean over;

    /** @param life how long the service lives after each start */
    InboundRun(int posts, int perSecond, Duration life, Duration patience, long seed) {
        this.posts = posts;
        this.perSecond = perSecond;
        this.life = life;
        this.patience = patience;
        this.seed = seed;
    }

    /** What came of it. */
    record Count(long emitted, long inLedger, long distinctInLedger, long shown, long missing, long strangers) {}

    Count run() throws IOException, InterruptedException {
        var home = Files.createTempDirectory("parvis-inbound").toString();
        var port = FreePorts.pair();
        try (var town = Town.start(
                0,
                null,
                TownOptions.defaults().withoutScript().withSeed(seed).withMaxPosts(Math.max(1_000, posts + 1_000)))) {
            var database = connect(town, home);
            try (var owner = database.owner();
                    var service = database.pool("parvis_listening", "test")) {
                var settings = Map.of(
                        "server.port",
                        Integer.toString(port),
                        "parvis.database.url",
                        database.url(),
                        "parvis.database.password",
                        "test",
                        "parvis.database.connections",
                        "16",
                        "parvis.town.url",
                        town.url().toString(),
                        "parvis.home",
                        home);
                for (var speaker = 0; speaker < SPEAKERS; speaker++) {
                    call(town, "PUT", "/control/api/accounts/speaker-" + speaker, Map.of());
                }
                call(
                        town,
                        "PUT",
                        "/control/api/hooks/listening",
                        Map.of(
                                "url", "http://127.0.0.1:" + port + "/api/listening/hooks/place",
                                "secret", "well kept",
                                "dropped", 0.1,
                                "repeated", 0.1,
                                "seconds", 2.0));
                var began = Instant.now();
                var trouble = Thread.ofPlatform().start(() -> guard(() -> killAgainAndAgain(settings)));
                var watch = Thread.ofPlatform().start(() -> guard(() -> watch(service)));
                emit(town);
                var talking = Duration.between(began, Instant.now());
                awaitAll();
                over = true;
                trouble.join();
                watch.join();
                failures.forEach(failure -> {
                    throw new AssertionError(failure);
                });
                var count = count(owner, service);
                System.out.printf(
                        Locale.ROOT,
                        "%n*** P4, seed %d: %d posts and comments in %d s, calls %s, %d kills of listening; in the"
                                + " ledger %d (%d different), shown %d: %d missing, %d doubles; from the post to the"
                                + " list %s%n",
                        seed,
                        count.emitted(),
                        talking.toSeconds(),
                        call(town, "GET", "/control/api/hooks", null),
                        kills.get(),
                        count.inLedger(),
                        count.distinctInLedger(),
                        count.shown(),
                        count.missing(),
                        count.inLedger() - count.distinctInLedger(),
                        latencies());
                return count;
            }
        }
    }

    private TestPostgres.Database connect(Town town, String home) {
        var admin = TestMembers.member("ada", Role.ADMIN, BRAND);
        try (var service = RunningService.start(
                ListeningApplication.class,
                Map.of("parvis.town.url", town.url().toString(), "parvis.home", home),
                beans -> {})) {
            var topic = service.put(
                    TestMembers.member("ines", Role.LEAD, BRAND),
                    "/api/listening/topics/comete",
                    JSON.writeValueAsString(Map.of(
                            "brand",
                            BRAND,
                            "name",
                            "Comete",
                            "subject",
                            "BRAND",
                            "query",
                            "comete",
                            "languages",
                            List.of("fr", "en"))));
            assertThat(topic.statusCode()).as(topic.body()).isEqualTo(201);
            var source = service.put(
                    admin,
                    "/api/listening/sources/place",
                    JSON.writeValueAsString(Map.of(
                            "brand",
                            BRAND,
                            "connector",
                            "TOWN",
                            "name",
                            "The place",
                            "settings",
                            Map.of(),
                            "credentials",
                            Map.of("hook", "well kept"),
                            "every",
                            "PT10S")));
            assertThat(source.statusCode()).as(source.body()).isEqualTo(201);
            service.caughtUp();
            return service.database();
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void guard(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            synchronized (failures) {
                failures.add(e);
            }
        }
    }

    private void killAgainAndAgain(Map<String, String> settings) throws InterruptedException {
        var chance = new Random(seed);
        while (!over) {
            try (var listening = ServiceProcess.start(ListeningApplication.class, settings)) {
                listening.ready();
                var end = System.nanoTime() + (long) (life.toNanos() * (0.5 + chance.nextDouble()));
                // The last life goes on until all is there.
                while (!over && (System.nanoTime() < end || emitted.size() >= posts)) {
                    Thread.sleep(50);
                }
            }
            if (!over) {
                kills.incrementAndGet();
            }
        }
    }

    private void emit(Town town) throws InterruptedException {
        var chance = new Random(seed);
        var gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        var free = new Semaphore(AT_ONCE);
        var recent = new ArrayList<String>();
        var next = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < posts; number++) {
                var speaker = chance.nextInt(SPEAKERS);
                var comments = chance.nextBoolean();
                var pick = chance.nextInt(50);
                var text = "Comete flight " + number + (chance.nextBoolean() ? " was fine" : " had no wifi at all");
                free.acquire();
                threads.execute(() -> guard(() -> {
                    try {
                        @Nullable String parent = null;
                        synchronized (recent) {
                            if (comments && recent.size() > pick) {
                                parent = recent.get(recent.size() - 1 - pick);
                            }
                        }
                        var at = System.nanoTime();
                        var post = JSON.readTree(call(
                                town,
                                "POST",
                                "/control/api/posts",
                                parent == null
                                        ? Map.of("as", "speaker-" + speaker, "language", "en", "text", text)
                                        : Map.of(
                                                "as",
                                                "speaker-" + speaker,
                                                "language",
                                                "en",
                                                "text",
                                                text,
                                                "inReplyTo",
                                                parent)));
                        emitted.put(post.path("url").asString(), at);
                        synchronized (recent) {
                            recent.add(post.path("id").asString());
                            if (recent.size() > 200) {
                                recent.removeFirst();
                            }
                        }
                    } finally {
                        free.release();
                    }
                }));
                next += gap;
                var early = next - System.nanoTime();
                if (early > 0) {
                    TimeUnit.NANOSECONDS.sleep(early);
                }
            }
        }
    }

    /** Sees what people see, four times a second. */
    private void watch(HikariDataSource service) throws InterruptedException {
        var jdbc = JdbcClient.create(service);
        while (!over) {
            // What was collected long ago was seen by an earlier look.
            jdbc.sql("select permalink from mention where collected_at > ?")
                    .param(Instant.now().minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                    .query(String.class)
                    .list()
                    .forEach(this::see);
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private void see(String url) {
        var at = emitted.get(url);
        if (at != null) {
            seen.computeIfAbsent(url, first -> Duration.ofNanos(System.nanoTime() - at));
        }
    }

    private void awaitAll() throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        while (seen.size() < posts && System.nanoTime() < end && failures.isEmpty()) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private Count count(HikariDataSource owner, HikariDataSource service) {
        var ledger = JdbcClient.create(owner);
        var shown = JdbcClient.create(service)
                .sql("select permalink from mention")
                .query(String.class)
                .list();
        var missing = emitted.keySet().stream()
                .filter(url -> !seen.containsKey(url) && !shown.contains(url))
                .count();
        return new Count(
                emitted.size(),
                ledger.sql("select count(*) from ledger.entry where event_type like '%.MentionCollected'")
                        .query(Long.class)
                        .single(),
                ledger.sql(
                                "select count(distinct aggregate_id) from ledger.entry where event_type like '%.MentionCollected'")
                        .query(Long.class)
                        .single(),
                shown.size(),
                missing,
                shown.stream().filter(url -> !emitted.containsKey(url)).count());
    }

    private String latencies() {
        var sorted = seen.values().stream().sorted().toList();
        if (sorted.isEmpty()) {
            return "none";
        }
        return String.format(
                Locale.ROOT,
                "median %.1f s, p95 %.1f s, worst %.1f s",
                seconds(sorted.get(sorted.size() / 2)),
                seconds(sorted.get(Math.min(sorted.size() - 1, sorted.size() * 95 / 100))),
                seconds(sorted.getLast()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private String call(Town town, String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(town.url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as("%s %s: %s", method, path, answer.body())
                    .isBetween(200, 299);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
