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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.testing.RunningService;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.WebhookSignature;
import tools.jackson.databind.json.JsonMapper;

/** Calls told to a program of the house: signed, once, and again under the same id when it could not take them. */
class WebhookIT {

    /** What the program got. */
    private record Told(String id, String second, String signature, String body) {}

    private static final List<Told> TOLD = new CopyOnWriteArrayList<>();
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static HttpServer program;
    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        program.createContext("/calls", WebhookIT::take);
        program.start();
        service = RunningService.start(
                ModerationApplication.class, Map.of("parvis.fetch.allow", "127.0.0.1"), beans -> {});
        House.furnish(service);
        House.isFurnished(service);
        for (var rota : List.of("night", "silent", "shown")) {
            assertThat(service.put(PRIYA, "/api/moderation/rotas/" + rota, """
                    {"brand":"helianthe","name":"%s","levels":[["malik"]],"perLevel":"PT5M"}
                    """.formatted(rota))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @AfterAll
    static void nothingIsLeftUndigestedAndStop() {
        try {
            assertThat(service.bean(DeadLetters.class).count()).isZero();
        } finally {
            service.close();
            program.stop(0);
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
        var address = "http://127.0.0.1:" + program.getAddress().getPort() + "/calls";
        var answer = service.put(PRIYA, "/api/moderation/rotas/" + rota + "/webhook", "{\"url\":\"" + address + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        service.caughtUp();
        return JsonMapper.shared().readTree(answer.body()).path("secret").asString();
    }

    private static void raise(String id, String rota) {
        var answer = service.post(INES, "/api/moderation/escalations", """
                {"id":"%s","subject":"conversation:c1","brand":"helianthe","reason":"Charged twice","rota":"%s"}
                """.formatted(id, rota));
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
