package org.parvis.listening.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Rebuild;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.api.PersonErased;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.TopicMatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told again is one story, on a real ledger. */
@SuppressWarnings("NullAway.Init")
class StoriesIT {

    private static final String BRAND = "helianthe";
    private static final Actor INES = TestMembers.member("ines", Role.COMMUNITY_MANAGER, BRAND);
    private static final Actor MERLE = TestMembers.member("merle", Role.AGENCY, BRAND);
    private static final Actor OTTO = TestMembers.member("otto", Role.COMMUNITY_MANAGER, "borealis");
    private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

    private static RunningService listening;
    private static int written;

    @BeforeAll
    static void start() {
        listening = RunningService.start(
                ListeningApplication.class,
                Map.of("parvis.listening.look-every", "PT1H", "parvis.listening.alert-every", "PT10H"),
                beans -> {});
    }

    @AfterAll
    static void nothingIsLeftUndigestedAndStop() {
        try {
            assertThat(listening.bean(DeadLetters.class).count()).isZero();
        } finally {
            listening.close();
        }
    }

    @Test
    void fortyRepostsOfOneArticleAreOneStoryAndCountBothWays() {
        var article =
                "The airline Hélianthe opens a night flight from Nantes to Lisbon in May, said its director on Tuesday,"
                        + " quokka, and promises fares below those of the train";
        var first = write(BRAND, "person-a", "source-0", "Night flight to Lisbon", article, 0);
        for (int i = 1; i < 40; i++) {
            write(BRAND, "person-a" + i, "source-" + i, null, retold(i, article), i);
        }
        write(
                BRAND,
                "person-x",
                "source-x",
                null,
                "Something else that a quokka would never say about any night flight",
                41);
        listening.caughtUp();

        var stories = stories(INES, "q=quokka&topic=flight");
        assertThat(stories).hasSize(2);
        var told = stories.stream()
                .filter(s -> s.path("messages").asInt() > 1)
                .findFirst()
                .orElseThrow();
        assertThat(told.path("id").asString()).isEqualTo(first);
        assertThat(told.path("messages").asInt()).isEqualTo(40);
        assertThat(told.path("sources").asInt()).isEqualTo(40);
        assertThat(told.path("authors").asInt()).isEqualTo(40);
        assertThat(told.path("title").asString()).isEqualTo("Night flight to Lisbon");
        assertThat(told.path("firstAt").asString()).isEqualTo(AT.toString());
        assertThat(told.path("negative").asInt()).isEqualTo(20);
        assertThat(stories(INES, "q=quokka&atLeast=2")).hasSize(1);

        var counts = json(INES, "/api/listening/stories/counts?q=quokka&from=2026-11-20&to=2026-11-20");
        assertThat(counts.path("messages").asInt()).isEqualTo(41);
        assertThat(counts.at("/days/0/messages").asInt()).isEqualTo(41);
        assertThat(counts.at("/days/0/stories").asInt()).isEqualTo(2);
        for (var far :
                List.of("to=%2B999999999-12-31", "to=-999999999-01-05", "from=-999999999-01-01&to=-999999999-01-01")) {
            assertThat(listening
                            .get(INES, "/api/listening/stories/counts?" + far)
                            .statusCode())
                    .as(far)
                    .isEqualTo(422);
        }

        var page = json(INES, "/api/listening/stories/" + first + "/mentions?limit=30");
        assertThat(page.path("items")).hasSize(30);
        assertThat(page.at("/items/0/mentionId").asString()).isEqualTo(first);
        assertThat(page.at("/items/1/likeMentionId").asString()).isEqualTo(first);
        var rest = json(
                INES,
                "/api/listening/stories/" + first + "/mentions?limit=30&after="
                        + page.path("next").asString());
        assertThat(rest.path("items")).hasSize(10);
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(listening
                        .jdbc()
                        .sql("select count(*) from story_trace where story_id = ?")
                        .param(first)
                        .query(Integer.class)
                        .single())
                .as("traces of forty copies")
                .isLessThan(20);
    }

    private static String retold(int i, String article) {
        return switch (i % 4) {
            case 0 -> article;
            case 1 -> "RT @source" + i + ": " + article;
            case 2 -> article + " via @source" + i + " https://t.co/a" + i;
            default -> article.substring(0, article.length() * 8 / 10) + "…";
        };
    }

    @Test
    void brandsNeverMeet() {
        var words = "A wombat was seen in the night train to Lyon and nobody asked it for a ticket";
        var here = write(BRAND, "person-b1", "s1", null, words, 0);
        var there = write("borealis", "person-b2", "s1", null, words, 1);
        listening.caughtUp();
        assertThat(json(INES, "/api/listening/stories/" + here).path("messages").asInt())
                .isEqualTo(1);
        assertThat(json(OTTO, "/api/listening/stories/" + there)
                        .path("messages")
                        .asInt())
                .isEqualTo(1);
        assertThat(listening.get(OTTO, "/api/listening/stories/" + here).statusCode())
                .isEqualTo(404);
        assertThat(listening
                        .get(OTTO, "/api/listening/mentions/" + here + "/story")
                        .statusCode())
                .isEqualTo(404);
        assertThat(listening
                        .post(OTTO, "/api/listening/stories/" + here + "/merge", "{\"into\":\"" + there + "\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(listening
                        .post(INES, "/api/listening/stories/" + here + "/merge", "{\"into\":\"" + there + "\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aPersonTakesAMessageOutForGood() {
        var words = "The kakapo on flight 12 had no seat and the crew was kind to it all the way";
        var first = write(BRAND, "person-c1", "s1", null, words, 0);
        var second = write(BRAND, "person-c2", "s1", null, words + " indeed", 1);
        listening.caughtUp();
        assertThat(json(INES, "/api/listening/mentions/" + second + "/story")
                        .path("id")
                        .asString())
                .isEqualTo(first);
        assertThat(listening
                        .post(MERLE, "/api/listening/mentions/" + second + "/story", "{}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(listening
                        .post(INES, "/api/listening/mentions/" + second + "/story", "{}")
                        .statusCode())
                .isEqualTo(200);
        var third = write(BRAND, "person-c3", "s1", null, words, 2);
        listening.caughtUp();

        assertThat(json(INES, "/api/listening/mentions/" + second + "/story")
                        .path("messages")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(INES, "/api/listening/mentions/" + third + "/story")
                        .path("id")
                        .asString())
                .isEqualTo(first);
        assertThat(entries("Membership/" + second)).endsWith("MentionJoinedStory", "MentionPlacedInStory");

        var back =
                listening.post(INES, "/api/listening/mentions/" + second + "/story", "{\"story\":\"" + first + "\"}");
        assertThat(back.statusCode()).isEqualTo(200);
        listening.caughtUp();
        assertThat(json(INES, "/api/listening/stories/" + first)
                        .path("messages")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void twoStoriesAreMergedAndPartedAndARebuildSaysTheSame() {
        var one = write(
                BRAND,
                "person-d1",
                "s1",
                null,
                "The numbat strike begins on Monday at six in the morning in Rennes",
                0);
        var two = write(
                BRAND,
                "person-d2",
                "s1",
                null,
                "From Monday on nobody at the numbat works before noon, says the union",
                1);
        listening.caughtUp();
        var merged = listening.post(INES, "/api/listening/stories/" + two + "/merge", "{\"into\":\"" + one + "\"}");
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);
        write(
                BRAND,
                "person-d3",
                "s2",
                null,
                "RT @union: From Monday on nobody at the numbat works before noon, says the union",
                2);
        listening.caughtUp();
        assertThat(json(INES, "/api/listening/stories/" + two).path("id").asString())
                .isEqualTo(one);
        assertThat(json(INES, "/api/listening/stories/" + one).path("messages").asInt())
                .isEqualTo(3);
        assertThat(listening
                        .post(INES, "/api/listening/stories/" + one + "/merge", "{\"into\":\"" + two + "\"}")
                        .statusCode())
                .as("in a circle")
                .isEqualTo(409);
        rebuiltTheSame();

        assertThat(listening
                        .post(INES, "/api/listening/stories/" + two + "/part", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(listening
                        .post(INES, "/api/listening/stories/" + two + "/part", "{}")
                        .statusCode())
                .isEqualTo(409);
        listening.caughtUp();
        assertThat(json(INES, "/api/listening/stories/" + one).path("messages").asInt())
                .isEqualTo(1);
        assertThat(json(INES, "/api/listening/stories/" + two).path("messages").asInt())
                .isEqualTo(2);
        rebuiltTheSame();
    }

    private static void rebuiltTheSame() {
        var before = rows();
        listening.bean(Rebuild.class).run("listening.story.book", (done, all) -> {});
        assertThat(rows()).isEqualTo(before);
    }

    private static List<Map<String, @Nullable Object>> rows() {
        return listening
                .jdbc()
                .sql("select t.mention_id, t.story_id, t.placed, s.messages, s.first_at, s.last_at from story_member t"
                        + " left join story s using (story_id) order by 1")
                .query()
                .listOfRows();
    }

    @Test
    void whoIsErasedIsRecognisedNoMore() {
        var words = "An echidna was left at the gate of Toulouse with a very large blue suitcase and no owner";
        var id = write(BRAND, "person-e1", "s1", null, words, 0);
        listening.caughtUp();
        assertThat(traces("person-e1")).isEqualTo(1);
        listening.append(new PersonErased("erasure-1", BRAND, "person-e1"));
        eventually(() -> assertThat(traces("person-e1")).isZero());
        write(BRAND, "person-e2", "s1", null, words, 1);
        listening.caughtUp();
        assertThat(json(INES, "/api/listening/stories/" + id).path("messages").asInt())
                .isEqualTo(1);
    }

    private static int traces(String personId) {
        return listening
                .jdbc()
                .sql("select count(*) from story_trace where person_id = ?")
                .param(personId)
                .query(Integer.class)
                .single();
    }

    @Test
    void thePagesShowItInBothLanguages() {
        var words = "The bilby lounge of the airport closes for works until the end of the winter";
        var first = write(BRAND, "person-f1", "s1", "Bilby lounge closed", words, 0);
        var second = write(BRAND, "person-f2", "s2", null, words, 1);
        listening.caughtUp();
        for (var language : List.of("en", "fr")) {
            var reader = TestMembers.member(
                    "ines", Locale.of(language), new Grant("g", Role.COMMUNITY_MANAGER, BRAND, null, null, null));
            var room = listening.page(reader, "/listening/stories?q=bilby");
            assertThat(room.statusCode()).as(room.body()).isEqualTo(200);
            assertThat(room.body())
                    .contains("Bilby lounge closed", language.equals("fr") ? "Par histoire" : "By story", "</html>")
                    .doesNotContain("??");
            var page = listening.page(reader, "/listening/stories/" + first);
            assertThat(page.body())
                    .contains(
                            "m-" + second,
                            language.equals("fr") ? "2 messages de 2 auteurs" : "2 messages by 2 authors")
                    .doesNotContain("??");
            assertThat(listening
                            .fragment(reader, "/listening/mentions/" + second + "/story")
                            .body())
                    .contains("/listening/stories/" + first)
                    .doesNotContain("??");
            assertThat(listening.page(reader, "/listening/mentions").body()).contains("/listening/stories?");
        }
        var out = listening.submit(INES, "/listening/mentions/" + second + "/story", "");
        assertThat(out.statusCode()).isEqualTo(302);
        var other = json(INES, "/api/listening/mentions/" + second + "/story")
                .path("id")
                .asString();
        assertThat(listening
                        .submit(INES, "/listening/stories/" + other + "/merge", "into=" + first)
                        .statusCode())
                .isEqualTo(302);
        assertThat(listening.page(INES, "/listening/stories/" + first).body())
                .contains("/listening/stories/" + other + "/part");
        assertThat(listening
                        .submit(INES, "/listening/stories/" + other + "/part", "")
                        .statusCode())
                .isEqualTo(302);
        assertThat(listening.page(OTTO, "/listening/stories/" + first).statusCode())
                .isEqualTo(404);
    }

    private static String write(
            String brand, String person, String source, @Nullable String title, String text, int minute) {
        var id = "m-" + written++;
        var at = AT.plus(Duration.ofMinutes(minute));
        listening.append(new MentionCollected(
                id,
                brand,
                source,
                "FEED",
                "t-" + id,
                person,
                person,
                person,
                "r-" + id,
                null,
                "https://forum.example/" + id,
                title,
                text,
                at,
                at,
                List.of(new TopicMatch("flight", List.of("flight")))));
        listening.append(new MentionClassified(
                id, brand, "en", minute % 2 == 0 ? -0.6 : 0, Intent.OTHER, false, false, List.of(), "test", person));
        return id;
    }

    private static List<JsonNode> stories(Actor reader, String query) {
        return json(reader, "/api/listening/stories?" + query)
                .path("items")
                .valueStream()
                .toList();
    }

    private static JsonNode json(Actor reader, String address) {
        var answer = listening.get(reader, address);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<String> entries(String aggregate) {
        return listening.bean(LedgerReader.class).readAggregate(aggregate, 0).stream()
                .map(Entry::eventType)
                .map(type -> type.substring(type.lastIndexOf('.') + 1))
                .toList();
    }
}
