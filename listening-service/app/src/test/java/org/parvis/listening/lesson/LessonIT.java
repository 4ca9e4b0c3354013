package org.parvis.listening.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.connector.Author;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.mention.MentionIntake;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people correct makes a next version of their brand's reading, tried on the past, put in force by a person. */
@SuppressWarnings("NullAway.Init")
class LessonIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Actor THEO = TestMembers.member("theo", Role.LEAD, "helianthe");
    private static final Actor INES = TestMembers.member("ines", Role.COMMUNITY_MANAGER, "helianthe");
    private static final Actor OTTO = TestMembers.member("otto", Role.LEAD, "borealis");
    private static final String READINGS = "/api/listening/brands/helianthe/readings";
    private static final String BOUNCY = "Shoe %s has a bouncy sole on the left";
    private static final String STIFF = "Shoe %s comes with a stiff sole";

    private static RunningService listening;

    @BeforeAll
    static void start() {
        listening = RunningService.start(ListeningApplication.class);
        for (var brand : List.of("helianthe", "borealis")) {
            listening.append(new BrandRegistered(brand, brand, "FR", List.of("en"), "Europe/Paris"));
            var lead = brand.equals("helianthe") ? THEO : OTTO;
            var body = Map.of("brand", brand, "name", "shoes", "subject", "BRAND", "query", "shoe");
            assertThat(listening
                            .put(lead, "/api/listening/topics/" + brand + "-shoes", JSON.writeValueAsString(body))
                            .statusCode())
                    .isEqualTo(201);
        }
        listening.caughtUp();
    }

    @AfterAll
    static void nothingIsLeftUndigestedAndStop() {
        try {
            assertThat(listening.bean(DeadLetters.class).count()).isZero();
        } finally {
            listening.close();
        }
    }

    private static List<String> written(String brand, String text, int from, int many) {
        var items = IntStream.range(from, from + many)
                .mapToObj(n -> item(text.formatted(n)))
                .toList();
        listening.bean(MentionIntake.class).take(brand, "press", "FEED", List.of(), items);
        listening.caughtUp();
        return items.stream().map(item -> mention(brand, item.text())).toList();
    }

    private static CollectedItem item(String text) {
        return new CollectedItem(
                CollectedItem.Change.PRESENT,
                "press",
                text.replace(' ', '-'),
                new Author("rose", "Rose", "rose"),
                Optional.empty(),
                text,
                "https://press.example/" + text.replace(' ', '-'),
                Instant.now(),
                Optional.empty(),
                text.replace(' ', '-'),
                Optional.of("en"));
    }

    private static String mention(String brand, String text) {
        return listening
                .jdbc()
                .sql("select mention_id from mention where brand_id = ? and text = ?")
                .params(brand, text)
                .query(String.class)
                .single();
    }

    private static Map<String, Object> row(String mention) {
        return listening
                .jdbc()
                .sql("select tone, intent, read_version from mention where mention_id = ?")
                .param(mention)
                .query()
                .singleRow();
    }

    private static void say(String mention, double tone, String intent) {
        var said = listening.post(
                INES,
                "/api/listening/mentions/" + mention + "/correct",
                "{\"tone\":%s,\"intent\":\"%s\"}".formatted(tone, intent));
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Test
    void aBrandReadsAsItsPeopleTaughtAfterSomebodyPutItInForce() {
        var tooLittle = listening.put(THEO, READINGS + "/1", "");
        assertThat(tooLittle.statusCode()).isEqualTo(409);
        assertThat(tooLittle.body()).contains("TOO_LITTLE_SAID", "twenty messages");

        var bouncy = written("helianthe", BOUNCY, 0, 15);
        var stiff = written("helianthe", STIFF, 0, 15);
        bouncy.forEach(one -> say(one, -0.6, "CRITICISM"));
        stiff.forEach(one -> say(one, 0.6, "PRAISE"));
        listening.caughtUp();

        assertThat(listening.put(INES, READINGS + "/1", "").statusCode()).isEqualTo(403);
        assertThat(listening.put(OTTO, READINGS + "/1", "").statusCode()).isIn(403, 404);
        var made = ok(listening.put(THEO, READINGS + "/1", ""));
        assertThat(made.path("inForce").asBoolean()).isFalse();
        assertThat(made.path("learned")).hasSize(2).allSatisfy(axis -> {
            assertThat(axis.path("texts").asInt()).isEqualTo(30);
            assertThat(axis.path("after").asInt())
                    .isGreaterThan(axis.path("before").asInt());
        });
        assertThat(made.path("replayed").asInt()).isEqualTo(30);
        assertThat(made.path("changed").asInt()).isPositive();
        assertThat(ok(listening.put(THEO, READINGS + "/1", ""))).as("again").isEqualTo(made);
        assertThat(listening.put(THEO, READINGS + "/7", "").statusCode()).isEqualTo(409);

        var before = row(written("helianthe", BOUNCY, 100, 1).getFirst());
        assertThat(before.get("read_version")).isEqualTo("learned-2");

        assertThat(listening
                        .put(INES, READINGS + "/in-force", "{\"version\":1}")
                        .statusCode())
                .isEqualTo(403);
        ok(listening.put(THEO, READINGS + "/in-force", "{\"version\":1}"));
        var after = row(written("helianthe", BOUNCY, 200, 1).getFirst());
        assertThat(after.get("read_version")).isEqualTo("learned-2+1");
        assertThat((Double) after.get("tone")).isLessThan(-0.19);
        assertThat(after.get("intent")).isEqualTo("CRITICISM");
        assertThat(row(mention("helianthe", BOUNCY.formatted(100))))
                .as("what was read stays as it was read")
                .isEqualTo(before);
        assertThat(row(written("borealis", BOUNCY, 200, 1).getFirst()).get("read_version"))
                .as("another brand taught nothing")
                .isEqualTo("learned-2");

        var page = listening.page(THEO, "/listening/readings/helianthe").body();
        assertThat(page)
                .contains("New messages are read by version 1.", "In force", "Right with it", "bouncy sole")
                .doesNotContain("??");
        assertThat(listening.page(INES, "/listening/readings/helianthe").body())
                .contains("version 1")
                .doesNotContain("/in-force\"");
        assertThat(listening.page(OTTO, "/listening/readings/helianthe").statusCode())
                .isIn(403, 404);

        ok(listening.put(THEO, READINGS + "/in-force", "{\"version\":0}"));
        assertThat(row(written("helianthe", BOUNCY, 300, 1).getFirst()).get("read_version"))
                .isEqualTo("learned-2");
        assertThat(listening
                        .put(THEO, READINGS + "/in-force", "{\"version\":9}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void oneVersionIsMadeHoweverManyAskForIt() throws Exception {
        written("borealis", BOUNCY, 0, 12).forEach(one -> sayAsOtto(one, -0.6));
        written("borealis", STIFF, 0, 12).forEach(one -> sayAsOtto(one, 0.6));
        listening.caughtUp();
        var path = "/api/listening/brands/borealis/readings";
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 6; i++) {
                asked.add(threads.submit(
                        () -> listening.put(OTTO, path + "/1", "").statusCode()));
            }
            for (var one : asked) {
                assertThat(one.get()).isIn(200, 409);
            }
        }
        eventually(() -> assertThat(ok(listening.get(OTTO, path))).hasSize(1));
    }

    private static void sayAsOtto(String mention, double tone) {
        var said = listening.post(
                OTTO, "/api/listening/mentions/" + mention + "/correct", "{\"tone\":%s}".formatted(tone));
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
    }
}
