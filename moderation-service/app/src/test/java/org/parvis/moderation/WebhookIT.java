package org.parvis.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.moderation.House.INES;
import static org.parvis.moderation.House.MALIK;
import static org.parvis.moderation.House.PRIYA;
import static org.parvis.moderation.House.STRANGER;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.testing.RunningService;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.WebhookSignature;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import tools.jackson.databind.json.JsonMapper;

/** Calls told to programs: signed, once, again under the same id when one could not take them, and none behind one that does not answer. */
class WebhookIT {

    /** More than are told one after the other, each ten seconds long, while a test waits. */
    private static final int BACKLOG = 30;

    /** What the program got. */
    private record Told(String id, String second, String signature, String body) {}

    private static final List<Told> TOLD = new CopyOnWriteArrayList<>();
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static final CountDownLatch ANSWER = new CountDownLatch(1);
    private static HttpServer program;
    private static ExecutorService threads;
    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        program.createContext("/calls", WebhookIT::take);
        program.createContext("/slow", WebhookIT::takeSlowly);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        program.setExecutor(threads);
        program.start();
        service = RunningService.start(
                ModerationApplication.class, Map.of("parvis.fetch.allow", "127.0.0.1"), beans -> {});
        House.furnish(service);
        House.isFurnished(service);
        for (var rota : List.of("night", "silent", "shown", "slow", "awake")) {
            rota(PRIYA, rota, "helianthe", "malik");
        }
    }

    @AfterAll
    static void nothingIsLeftUndigestedAndStop() {
        try {
            assertThat(service.bean(DeadLetters.class).count()).isZero();
        } finally {
            ANSWER.countDown();
            service.close();
            program.stop(0);
            threads.shutdownNow();
        }
    }

    private static void rota(Actor lead, String rota, String brand, String member) {
        var answer = service.put(lead, "/api/moderation/rotas/" + rota, """
                {"brand":"%s","name":"%s","levels":[["%s"]],"perLevel":"PT5M"}
                """.formatted(brand, rota, member));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Remembers the call at once, and answers when the test says so. */
    private static void takeSlowly(HttpExchange exchange) throws IOException {
        try {
            TOLD.add(new Told(exchange.getRequestHeaders().getFirst("Webhook-Id"), "", "", ""));
            ANSWER.await();
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            TOLD.add(new Told(
                    headers.getFirst("Webhook-Id"),
                    headers.getFirst("Webhook-Timestamp"),
                    headers.getFirst("Webhook-Signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 503 : 204, -1);
        }
    }

    private static String secret(String rota) {
        return secret(PRIYA, rota, "/calls");
    }

    private static String secret(Actor lead, String rota, String path) {
        var address = "http://127.0.0.1:" + program.getAddress().getPort() + path;
        var answer = service.put(lead, "/api/moderation/rotas/" + rota + "/webhook", "{\"url\":\"" + address + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        service.caughtUp();
        return JsonMapper.shared().readTree(answer.body()).path("secret").asString();
    }

    private static void raise(String id, String rota) {
        raise(INES, id, "helianthe", rota);
    }

    private static void raise(Actor member, String id, String brand, String rota) {
        var answer = service.post(member, "/api/moderation/escalations", """
                {"id":"%s","subject":"conversation:%1$s","brand":"%s","reason":"Charged twice","rota":"%s"}
                """.formatted(id, brand, rota));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static List<Told> about(String id) {
        return TOLD.stream().filter(told -> told.id().startsWith(id + "/")).toList();
    }

    private static List<String> states(String escalation) {
        return service.jdbc()
                .sql("select state from letter where escalation_id = ? and member_id = 'webhook:'")
                .param(escalation)
                .query(String.class)
                .list();
    }

    @Test
    void aCallIsToldSignedOnceAndAgainUnderTheSameIdWhileTheProgramCannotTakeIt() {
        var secret = secret("night");
        raise("w1", "night");
        eventually(() -> assertThat(states("w1")).containsExactly("SENT"));
        assertThat(about("w1")).hasSize(1);
        var told = about("w1").getFirst();
        assertThat(told.signature())
                .isEqualTo(WebhookSignature.with(secret)
                        .orElseThrow()
                        .of(told.id(), Long.parseLong(told.second()), Body.of(told.body())));
        var data = JsonMapper.shared().readTree(told.body()).path("data");
        assertThat(data.path("reason").asString()).isEqualTo("Charged twice");
        assertThat(data.path("members").path(0).path("name").asString()).isEqualTo("Malik Sow");
        assertThat(data.path("url").asString()).endsWith("/moderation/escalations/w1");

        FAILURES.set(1);
        raise("w2", "night");
        eventually(() -> assertThat(states("w2")).containsExactly("SENT"));
        assertThat(about("w2")).hasSize(2).extracting(Told::id).containsOnly("w2/1/webhook:");
        assertThat(service.page(PRIYA, "/moderation/letters").body()).contains("<b>Webhook</b>");
    }

    @Test
    void aProgramThatDoesNotAnswerKeepsNobodyElseAsleep() {
        service.append(new MemberRegistered("stranger", "Sam Stranger", "sam@other.example", "en", "Europe/Berlin"));
        service.append(new GrantGiven("stranger", "g-s", Role.LEAD, "other", null, null, null));
        service.caughtUp();
        rota(STRANGER, "theirs", "other", "stranger");
        secret(STRANGER, "theirs", "/calls");
        secret(PRIYA, "awake", "/calls");
        secret(PRIYA, "slow", "/slow");
        for (var number = 0; number < BACKLOG; number++) {
            raise("slow" + number, "slow");
        }
        eventually(() -> assertThat(toldOfSlow()).isNotEmpty());

        raise(STRANGER, "theirs1", "other", "theirs");
        raise("awake1", "awake");
        eventually(() -> assertThat(states("theirs1")).containsExactly("SENT"));
        eventually(() -> assertThat(states("awake1")).containsExactly("SENT"));
        assertThat(toldOfSlow()).as("calls that the slow program got meanwhile").hasSizeLessThan(BACKLOG);

        ANSWER.countDown();
        eventually(() -> assertThat(IntStream.range(0, BACKLOG).boxed().flatMap(n -> states("slow" + n).stream()))
                .hasSize(BACKLOG)
                .isSubsetOf("SENT", "UNKNOWN"));
        assertThat(toldOfSlow()).hasSize(BACKLOG).doesNotHaveDuplicates();
    }

    private static List<String> toldOfSlow() {
        return TOLD.stream().map(Told::id).filter(id -> id.startsWith("slow")).toList();
    }

    @Test
    void aRotaWhoseWebhookIsRemovedTellsNoProgramAnyMore() {
        secret("silent");
        assertThat(service.delete(PRIYA, "/api/moderation/rotas/silent/webhook").statusCode())
                .isEqualTo(204);
        service.caughtUp();
        raise("w3", "silent");
        service.caughtUp();
        assertThat(states("w3")).isEmpty();
    }

    @Test
    void aLeadSetsItOnThePageWhichShowsTheSecretOnce() {
        var shown = service.submit(PRIYA, "/moderation/rotas/shown/webhook", "url=https%3A%2F%2Fbell.example%2Fcalls");
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        assertThat(shown.body()).contains("whsec_", "https://bell.example/calls");
        assertThat(service.page(PRIYA, "/moderation/rotas/shown").body())
                .contains("https://bell.example/calls")
                .doesNotContain("whsec_");
        for (var read : List.of(
                service.page(MALIK, "/moderation/rotas/shown"), service.get(MALIK, "/api/moderation/rotas/shown"))) {
            assertThat(read.body())
                    .as("who may not change it learns the server only")
                    .contains("https://bell.example")
                    .doesNotContain("/calls");
        }
        for (var wrong : List.of("ftp://bell.example", "https://user:word@bell.example", "nonsense")) {
            var refused = service.put(PRIYA, "/api/moderation/rotas/shown/webhook", "{\"url\":\"" + wrong + "\"}");
            assertThat(refused.statusCode()).isEqualTo(422);
        }
        var form = "{\"url\":\"https://bell.example\"}";
        assertThat(service.put(MALIK, "/api/moderation/rotas/shown/webhook", form)
                        .statusCode())
                .isEqualTo(403);
        assertThat(service.put(STRANGER, "/api/moderation/rotas/shown/webhook", form)
                        .statusCode())
                .isEqualTo(404);
        assertThat(service.submit(PRIYA, "/moderation/rotas/shown/webhook/remove", "")
                        .statusCode())
                .isEqualTo(302);
    }
}
