package org.parvis.boot.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Processors;
import org.parvis.boot.Database;
import org.parvis.boot.ServiceLauncher;
import org.parvis.identity.api.MemberEvent;
import org.parvis.identity.rights.Actor;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.test.TestPostgres;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * A service started for a test on a database of its own: real PostgreSQL, real ledger, real HTTP on a free port. Start one per test class
 * in {@code @BeforeAll} and close it in {@code @AfterAll}.
 */
public final class RunningService implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final TestPostgres.Database database;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final AtomicLong foreign = new AtomicLong();

    private RunningService(ConfigurableApplicationContext context, TestPostgres.Database database) {
        this.context = context;
        this.database = database;
    }

    public static RunningService start(Class<?> application) {
        return start(application, Map.of(), shared -> {});
    }

    /**
     * @param settings win over the service's configuration file
     * @param shared may register beans before the service's own are made, such as a fixed clock ({@code Clock}) or a fake network
     */
    public static RunningService start(
            Class<?> application, Map<String, Object> settings, Consumer<GenericApplicationContext> shared) {
        var database = TestPostgres.freshDatabase();
        return start(application, settings, shared, database);
    }

    /** On a database that another service of the same test uses too. */
    public static RunningService start(
            Class<?> application,
            Map<String, Object> settings,
            Consumer<GenericApplicationContext> shared,
            TestPostgres.Database database) {
        var service = ServiceLauncher.nameOf(application);
        try (var owner = database.owner()) {
            Database.prepare(owner, Map.of(service, "test"));
        }
        var all = new HashMap<String, Object>();
        all.put("server.port", "0");
        all.put("parvis.database.url", database.url());
        all.put("parvis.database.password", "test");
        all.put("parvis.database.connections", "16");
        all.put("parvis.jobs.polling", "PT0.1S");
        all.put("parvis.home", home());
        all.putAll(settings);
        var context = ServiceLauncher.start(
                application,
                all,
                shared.andThen(beans -> beans.registerBean("jwtDecoder", JwtDecoder.class, TestTokens::decoder)));
        return new RunningService(context, database);
    }

    private static String home() {
        try {
            return Files.createTempDirectory("parvis-test").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    public TestPostgres.Database database() {
        return database;
    }

    /** An access token of a member, for what the methods here do not cover. */
    public String token(Actor actor) {
        return TestTokens.of(actor);
    }

    public String url(String path) {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + path;
    }

    /** Adds an event to the ledger as another service would: a new aggregate named after the event and a counter. */
    public void append(Object event) {
        if (event instanceof MemberEvent member) {
            // Rights are asked of the member's own stream.
            var last = bean(LedgerReader.class).lastSequence("Member/" + member.memberId());
            append(
                    "Member",
                    member.memberId(),
                    last.orElse(-1) + 1,
                    event,
                    Map.of("actor", "test", "actorKind", "AUTOMATION"));
            return;
        }
        var id = event.getClass().getSimpleName() + "-" + foreign.incrementAndGet();
        append("Foreign", id, 0, event, Map.of("actor", "test", "actorKind", "AUTOMATION"));
    }

    /** Adds an event to the ledger with everything said. */
    public void append(String type, String aggregateId, long sequence, Object event, Map<String, ?> metadata) {
        bean(LedgerStorageEngine.class)
                .appendEvents(List.of(new GenericDomainEventMessage<>(type, aggregateId, sequence, event, metadata)));
    }

    /** Waits until every processor has dealt with all that is in the ledger now, also with what its own automations added. */
    public void caughtUp() {
        try {
            long before;
            do {
                before = bean(LedgerReader.class).head();
                if (!bean(Processors.class).awaitCaughtUp(Duration.ofSeconds(20))) {
                    throw new AssertionError("Not caught up after 20 s: "
                            + bean(Processors.class).progress());
                }
            } while (bean(LedgerReader.class).head() != before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until something holds, at most 20 s. */
    public static void eventually(Check check) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                try {
                    Thread.sleep(20);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }

    /** An assertion that may hold later. */
    @FunctionalInterface
    public interface Check {
        void run() throws AssertionError;
    }

    /** What a request of this member carries in {@code Authorization}; for a real browser. */
    public String bearer(Actor actor) {
        return "Bearer " + TestTokens.of(actor);
    }

    /** The same with more than the usual claims; send it as somebody unknown with this header. */
    public String bearer(Actor actor, Map<String, ?> claims) {
        return "Bearer " + TestTokens.of(actor, claims);
    }

    public HttpResponse<String> get(Actor actor, String path) {
        return send(actor, "GET", path, null, Map.of("Accept", "application/json"));
    }

    /** A whole page, as a browser asks for it. */
    public HttpResponse<String> page(Actor actor, String path) {
        return send(actor, "GET", path, null, Map.of("Accept", "text/html"));
    }

    /** A fragment, as htmx asks for it. */
    public HttpResponse<String> fragment(Actor actor, String path) {
        return send(actor, "GET", path, null, Map.of("Accept", "text/html", "HX-Request", "true"));
    }

    public HttpResponse<String> put(Actor actor, String path, String json) {
        return send(actor, "PUT", path, json, Map.of());
    }

    public HttpResponse<String> post(Actor actor, String path, String json) {
        return send(actor, "POST", path, json, Map.of());
    }

    public HttpResponse<String> delete(Actor actor, String path) {
        return send(actor, "DELETE", path, null, Map.of());
    }

    /** A form, as a page sends it. */
    public HttpResponse<String> submit(Actor actor, String path, String formEncoded) {
        return send(
                actor,
                "POST",
                path,
                formEncoded,
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html"));
    }

    /** @param actor null for a stranger */
    public HttpResponse<String> send(
            @Nullable Actor actor, String method, String path, @Nullable String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(url(path)))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (actor != null) {
            request.header("Authorization", bearer(actor));
        }
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A file, as its bytes. */
    public byte[] download(Actor actor, String path) {
        var request = HttpRequest.newBuilder(URI.create(url(path)))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", bearer(actor))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
