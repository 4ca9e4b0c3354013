package org.parvis.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicApiIT {

    private final MovableClock clock = MovableClock.atNoon();
    private final Town town =
            Town.start(0, null, TownOptions.defaults().withoutScript().withClock(clock));
    private final Caller brand = Caller.of(town, "helianthe");
    private final Caller margaux = Caller.of(town, "margaux");
    private final Caller anybody = Caller.anybody(town);
    private String end = "0";

    @BeforeAll
    void introduceBrand() {
        anybody.put(
                "/control/api/accounts/helianthe",
                Map.of("displayName", "Hélianthe France", "kind", "BRAND", "followers", 214_300));
    }

    @BeforeEach
    void standAtTheEnd() {
        end = anybody.get("/api/timeline?limit=200&after=" + end)
                .json()
                .path("cursor")
                .asString();
    }

    @AfterAll
    void close() {
        brand.close();
        margaux.close();
        anybody.close();
        town.close();
    }

    @Test
    void publishesAPostAndShowsItToEverybody() {
        var written = brand.say("Bonjour à tous #Lyon");

        assertThat(written.status()).isEqualTo(201);
        assertThat(written.header("Location")).isEqualTo(town.url() + "/api/posts/" + written.id());
        var read = anybody.get("/api/posts/" + written.id()).json();
        assertThat(read).isEqualTo(written.json());
        assertThat(read.path("text").asString()).isEqualTo("Bonjour à tous #Lyon");
        assertThat(read.path("url").asString()).isEqualTo(town.url() + "/posts/" + written.id());
        assertThat(read.path("root").asString()).isEqualTo(written.id());
        assertThat(read.path("createdAt").asString()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(read.path("hashtags").path(0).asString()).isEqualTo("lyon");
        var author = read.path("author");
        assertThat(author.path("displayName").asString()).isEqualTo("Hélianthe France");
        assertThat(author.path("kind").asString()).isEqualTo("BRAND");
        assertThat(author.path("followers").asInt()).isEqualTo(214_300);
        assertThat(read.has("inReplyTo")).isTrue();
        assertThat(read.path("inReplyTo").isNull()).isTrue();
    }

    @Test
    void refusesWhatCannotBePublished() {
        var cases = Map.of(
                "{\"text\":\"  \"}",
                "TEXT_EMPTY",
                "{}",
                "TEXT_EMPTY",
                "{\"text\":\"" + "é".repeat(501) + "\"}",
                "TEXT_TOO_LONG",
                "{\"text\":\"a\\u0007b\"}",
                "TEXT_INVALID",
                "{\"text\":\"half \\ud83d\"}",
                "TEXT_INVALID",
                "{\"text\":\"x\",\"inReplyTo\":\"nowhere\"}",
                "PARENT_UNKNOWN",
                "{\"text\":\"x\",\"clientKey\":\"a/b\"}",
                "KEY_INVALID",
                "{\"text\":\"x\",\"language\":\"Français\"}",
                "LANGUAGE_INVALID");
        cases.forEach((body, code) -> {
            var refused = brand.post("/api/posts", body);
            assertThat(refused.status()).as(body).isEqualTo(422);
            assertThat(refused.code()).as(body).isEqualTo(code);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        });
        assertThat(brand.post("/api/posts", "{").code()).isEqualTo("BODY_INVALID");
        assertThat(brand.post("/api/posts", "null").code()).isEqualTo("BODY_INVALID");
        assertThat(brand.post("/api/posts", "[".repeat(5000)).code()).isEqualTo("BODY_INVALID");
        assertThat(brand.post("/api/posts", "x".repeat(70_000)).status()).isEqualTo(413);
        assertThat(since(end)).isEmpty();
    }

    @Test
    void takesFiveHundredCharactersWhateverTheirSize() {
        assertThat(brand.say("\ud83d\udc2c".repeat(500)).status()).isEqualTo(201);
        assertThat(brand.say("\ud83d\udc2c".repeat(501)).code()).isEqualTo("TEXT_TOO_LONG");
    }

    @Test
    void askedWithoutATokenOrWithARevokedOneItPublishesNothing() {
        assertThat(anybody.say("who am I?").code()).isEqualTo("TOKEN_INVALID");
        try (var leaver = Caller.of(town, "leaver")) {
            assertThat(leaver.say("here").status()).isEqualTo(201);
            anybody.delete("/control/api/accounts/leaver/token");

            var refused = leaver.say("still here?");

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("TOKEN_INVALID");
            assertThat(leaver.get("/api/account").status()).isEqualTo(401);
        }
    }

    @Test
    void explainsRefusalsInFrenchAndInEnglish() {
        var french = brand.post("/api/posts", "{}", "Accept-Language", "fr-CA,fr;q=0.9,en;q=0.1");
        var english = brand.post("/api/posts", "{}", "Accept-Language", "de,en;q=0.5");

        assertThat(french.json().path("title").asString()).isEqualTo("Le message est vide");
        assertThat(english.json().path("title").asString()).isEqualTo("The message is empty");
    }

    @Test
    void keepsAThreadTogetherWithTombstones() {
        var question = margaux.say("Débitée deux fois, @helianthe").id();
        var answer = brand.answer("Bonjour Margaux", question).id();
        var thanks = margaux.answer("Merci", answer).id();
        margaux.delete("/api/posts/" + thanks);

        var thread = anybody.get("/api/posts/" + answer + "/thread").json();

        assertThat(thread.path("root").asString()).isEqualTo(question);
        assertThat(ids(thread)).containsExactly(question, answer, thanks);
        assertThat(thread.path("items").path(2).path("deleted").asBoolean()).isTrue();
        assertThat(thread.path("items").path(2).path("text").asString()).isEmpty();
        assertThat(thread.path("items").path(0).path("replies").asInt()).isEqualTo(1);
        assertThat(anybody.get("/api/posts/" + thanks).code()).isEqualTo("POST_DELETED");
        assertThat(brand.answer("to nobody", thanks).code()).isEqualTo("PARENT_UNKNOWN");
    }

    @Test
    void onlyTheAuthorEditsAndDeletes() {
        var post = margaux.say("first wording").id();

        assertThat(brand.patch("/api/posts/" + post, Map.of("text", "mine now")).code())
                .isEqualTo("NOT_YOURS");
        assertThat(brand.delete("/api/posts/" + post).status()).isEqualTo(403);
        var edited = margaux.patch("/api/posts/" + post, Map.of("text", "second wording"));
        assertThat(edited.json().path("text").asString()).isEqualTo("second wording");
        assertThat(edited.json().path("editedAt").asString()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(margaux.delete("/api/posts/" + post).status()).isEqualTo(204);
        assertThat(margaux.delete("/api/posts/" + post).status()).isEqualTo(204);

        var kinds = new ArrayList<String>();
        for (var change : all("/api/changes")) {
            if (change.path("post").path("id").asString().equals(post)) {
                kinds.add(change.path("kind").asString());
            }
        }
        assertThat(kinds).containsExactly("CREATED", "EDITED", "DELETED");
    }

    @Test
    void theTimelineIsReadInPagesWithoutMissingOrRepeatingAPost() {
        var written = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            written.add(margaux.say("line " + i).id());
        }
        var read = new ArrayList<String>();
        var cursor = end;
        JsonNode page;
        do {
            page = anybody.get("/api/timeline?limit=3&after=" + cursor).json();
            read.addAll(ids(page));
            cursor = page.path("cursor").asString();
        } while (!page.path("next").isNull());
        assertThat(read).isEqualTo(written);

        var quiet = anybody.get("/api/timeline?after=" + cursor).json();
        assertThat(quiet.path("items").isEmpty()).isTrue();
        assertThat(quiet.path("cursor").asString()).isEqualTo(cursor);
        var later = margaux.say("one more").id();
        assertThat(since(cursor)).containsExactly(later);
    }

    @Test
    void searchesWordsPhrasesTagsHandlesLanguagesAndTimes() {
        var wish = margaux.say("Pourquoi pas un Nantes–Tokyo DIRECT l’été ? @helianthe #NantesTokyo")
                .id();
        margaux.say("L’été sera direct").id();

        assertThat(found("direct+ete&after=" + end)).hasSize(2);
        assertThat(found("%22nantes+tokyo+direct%22")).containsExactly(wish);
        assertThat(found("%22tokyo+nantes%22")).isEmpty();
        assertThat(found("%23nantestokyo+%40helianthe")).containsExactly(wish);
        assertThat(found("dir&after=" + end)).isEmpty();
        assertThat(found("direct&language=en")).isEmpty();
        assertThat(found("direct&since=2030-01-01T00:00:00Z")).isEmpty();
        assertThat(found("direct&since=2026-01-01T00:00:00Z&after=" + end)).hasSize(2);
    }

    @Test
    void refusesWrongParametersByName() {
        for (var wrong : List.of(
                "/api/timeline?limit=0",
                "/api/timeline?limit=201",
                "/api/timeline?after=x",
                "/api/timeline?after=-1",
                "/api/search?since=yesterday",
                "/api/search?language=FR")) {
            assertThat(anybody.get(wrong).code()).as(wrong).isEqualTo("PARAMETER_INVALID");
        }
    }

    @Test
    void tellsAnAccountWhoNamedItAndWhoAnswered() {
        var before =
                brand.get("/api/notifications?limit=200").json().path("cursor").asString();
        var own = brand.say("@helianthe talking to myself").id();
        var mention = margaux.say("bonjour @Helianthe").id();
        var reply = margaux.answer("je réponds", own).id();
        margaux.say("rien pour helianthe ici");
        margaux.say("someone@helianthe is an address");

        var told = brand.get("/api/notifications?after=" + before).json().path("items");

        assertThat(told.valueStream()
                        .map(each -> each.path("kind").asString() + " "
                                + each.path("post").path("id").asString()))
                .containsExactly("MENTION " + mention, "REPLY " + reply);
        assertThat(anybody.get("/api/notifications").status()).isEqualTo(401);
    }

    @Test
    void listsWhatOneAccountWrote() {
        var first = brand.say("list me").id();
        margaux.say("not me");
        var second = brand.say("list me too").id();

        assertThat(ids(anybody.get("/api/accounts/helianthe/posts?limit=200&after=" + end)
                        .json()))
                .containsExactly(first, second);
        assertThat(anybody.get("/api/accounts/nobody/posts").code()).isEqualTo("ACCOUNT_UNKNOWN");
        assertThat(anybody.get("/api/accounts/helianthe").json().path("kind").asString())
                .isEqualTo("BRAND");
    }

    @Test
    void theOriginCanEditAndDeleteAnyPost() {
        var post = margaux.say("before").id();
        anybody.patch("/control/api/posts/" + post, Map.of("text", "after"));
        assertThat(anybody.get("/api/posts/" + post).json().path("text").asString())
                .isEqualTo("after");
        anybody.delete("/control/api/posts/" + post);
        assertThat(anybody.get("/api/posts/" + post).status()).isEqualTo(410);
    }

    @Test
    void aPersonSpeaksThroughTheControl() {
        var said = anybody.post("/control/api/posts", Map.of("as", "margaux", "text", "c’est moi"));
        assertThat(said.status()).isEqualTo(201);
        assertThat(said.json().path("author").path("handle").asString()).isEqualTo("margaux");
        assertThat(anybody.post("/control/api/posts", Map.of("as", "nobody", "text", "x"))
                        .code())
                .isEqualTo("ACCOUNT_UNKNOWN");
    }

    @Test
    void saysWhatIsNotThereAndWhatCannotBeDone() {
        assertThat(anybody.get("/api/nothing").code()).isEqualTo("PAGE_UNKNOWN");
        var wrong = anybody.delete("/api/timeline");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).isEqualTo("GET");
    }

    private List<String> since(String cursor) {
        return ids(anybody.get("/api/timeline?limit=200&after=" + cursor).json());
    }

    private List<String> found(String query) {
        return ids(anybody.get("/api/search?limit=200&q=" + query).json());
    }

    private List<JsonNode> all(String path) {
        var items = new ArrayList<JsonNode>();
        var cursor = "0";
        JsonNode page;
        do {
            page = anybody.get(path + "?limit=200&after=" + cursor).json();
            page.path("items").forEach(items::add);
            cursor = page.path("cursor").asString();
        } while (!page.path("next").isNull());
        return items;
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }
}
