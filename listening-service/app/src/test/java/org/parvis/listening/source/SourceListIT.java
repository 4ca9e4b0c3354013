package org.parvis.listening.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.Brands;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.api.SourceConnected;
import org.parvis.listening.api.SourceFailed;
import org.parvis.listening.api.SourcePaused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a brand may have of sources, and that nobody waits for all of them. */
@SuppressWarnings("NullAway.Init")
class SourceListIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_LISTENED_TO = 500;

    private static RunningService listening;

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

    /** As some were connected while settings that no connector reads were taken. */
    @Test
    void theListEndsByWhatItsRowsWeighAndLosesNothing() {
        var settings = Map.of("origin", "reviews.example", "note", "\u673a".repeat(4_900));
        for (int n = 0; n < 150; n++) {
            connected("heavy-" + n, "heavy", "Reviews " + n % 7, settings);
        }
        listening.caughtUp();
        var admin = admin("heavy");
        var all = pages(admin, "/api/listening/sources?limit=200");
        assertThat(all)
                .extracting(source -> source.path("sourceId").asString())
                .doesNotHaveDuplicates()
                .hasSize(150);
        assertThat(all)
                .extracting(source -> source.path("name").asString())
                .as("whoever looks for one finds it by its name")
                .isSorted();
        assertThat(all)
                .allSatisfy(source -> assertThat(
                                source.path("settings").path("note").asString())
                        .hasSize(4_900));
    }

    @Test
    void thePageOfSourcesGoesOnWhereItEnds() {
        for (int n = 0; n < 120; n++) {
            connected("many-" + n, "many", "Reviews " + (100 + n), Map.of("origin", "reviews-" + n));
        }
        listening.caughtUp();
        var admin = admin("many");
        var first = listening.page(admin, "/listening/sources").body();
        assertThat(first).contains("Reviews 100", "Reviews 149").doesNotContain("Reviews 150");
        var second = listening.fragment(admin, more(first)).body();
        assertThat(second).contains("Reviews 150", "Reviews 199").doesNotContain("Reviews 149", "<html");
        assertThat(listening.fragment(admin, more(second)).body())
                .contains("Reviews 200", "Reviews 219")
                .doesNotContain("pv-more");
    }

    private static String more(String page) {
        var from = page.indexOf("/listening/sources?after=");
        return page.substring(from, page.indexOf('"', from));
    }

    @Test
    void todayTellsOfASilentSourceHoweverManyOthersThereAre() {
        for (int n = 0; n < 1_010; n++) {
            connected("calm-" + n, "calm", "Calm " + n, Map.of("url", "https://calm.example"));
        }
        for (int n = 0; n < 8; n++) {
            connected("silent-" + n, "calm", "Silent " + n, Map.of("url", "https://silent.example"));
            listening.append(
                    new SourceFailed("silent-" + n, "calm", "listening.source.HTTP_STATUS", "503", Instant.EPOCH));
        }
        listening.append(new SourcePaused("silent-0", "calm"));
        listening.caughtUp();
        var today = listening
                .fragment(TestMembers.member("ines", Role.COMMUNITY_MANAGER, "calm"), "/listening/today")
                .body();
        assertThat(today).contains("Silent 1", "Silent 6").doesNotContain("Silent 0", "Silent 7", "Calm");
        assertThat(listening
                        .bean(Sources.class)
                        .silent(new Brands(Set.of("calm")), 6)
                        .sources())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "en, WEBHOOK, note, 'This connector has no setting note. Nothing was saved: give those it has, origin, own.'",
        "fr, FEED, password, 'Ce connecteur n’a pas de réglage password. Rien n’a été enregistré\u00a0: donnez ceux qu’il a, url, own.'"
    })
    void aSettingThatTheConnectorDoesNotKnowIsRefused(String language, String connector, String name, String words) {
        var admin =
                TestMembers.member("ada", Locale.of(language), new Grant("g", Role.ADMIN, "strict", null, null, null));
        var known = Map.of("origin", "reviews.example", "url", "https://press.example/feed");
        var own = connector.equals("FEED") ? "url" : "origin";
        var refused = connect(admin, "strict-" + language, connector, Map.of(own, known.get(own), name, "x"));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        var problem = JSON.readTree(refused.body());
        assertThat(problem.path("detail").asString()).isEqualTo(words);
        assertThat(problem.path("field").asString()).isEqualTo("settings." + name);
        var taken = connect(admin, "strict-" + language, connector, Map.of(own, known.get(own), "own", "@us"));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
    }

    @Test
    void settingsHaveAnEndTogether() {
        var long1 = Map.of(
                "url", "https://a.example/" + "a".repeat(1_900), "user", "b".repeat(1_990), "site", "c".repeat(1_990));
        var refused = connect(admin("strict"), "strict-long", "WALINE", long1);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("5,000");
    }

    @Test
    void aBrandListensToSoManySourcesAndMayAlwaysPauseOne() {
        for (int n = 0; n < MOST_LISTENED_TO; n++) {
            connected("full-" + n, "full", "Full " + n, Map.of("origin", "reviews-" + n));
        }
        listening.caughtUp();
        var admin = admin("full");
        var origin = Map.of("origin", "reviews.example");
        var refused = connect(admin, "full-more", "WEBHOOK", origin);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("A brand listens to 500 sources at most");
        assertThat(connect(admin, "full-1", "WEBHOOK", origin).statusCode())
                .as("what is there changes")
                .isEqualTo(200);
        assertThat(connect(admin("vacant"), "vacant-1", "WEBHOOK", origin).statusCode())
                .as("another brand")
                .isEqualTo(201);

        assertThat(act(admin, "full-2", "pause")).isEqualTo(200);
        listening.caughtUp();
        assertThat(connect(admin, "full-more", "WEBHOOK", origin).statusCode()).isEqualTo(201);
        listening.caughtUp();
        assertThat(act(admin, "full-2", "resume")).as("its place is taken").isEqualTo(422);
        assertThat(listening
                        .submit(admin, "/listening/sources/full-2/resume", "")
                        .statusCode())
                .as("told on the list")
                .isEqualTo(302);
        assertThat(act(admin, "full-3", "resume")).as("it is not paused").isEqualTo(200);
        assertThat(act(admin, "full-4", "pause")).isEqualTo(200);
        listening.caughtUp();
        assertThat(act(admin, "full-2", "resume")).isEqualTo(200);
    }

    private static int act(Actor member, String id, String act) {
        return listening
                .post(member, "/api/listening/sources/" + id + "/" + act, "")
                .statusCode();
    }

    private static HttpResponse<String> connect(
            Actor member, String id, String connector, Map<String, String> settings) {
        var body = Map.of(
                "brand", id.substring(0, id.indexOf('-')), "connector", connector, "name", id, "settings", settings);
        return listening.put(member, "/api/listening/sources/" + id, JSON.writeValueAsString(body));
    }

    private static void connected(String id, String brand, String name, Map<String, String> settings) {
        var connector = settings.containsKey("url") ? "FEED" : "WEBHOOK";
        var event = new SourceConnected(id, brand, connector, name, settings, Duration.ofHours(1));
        listening.append("Source", id, 0, event, Map.of("actor", "test", "actorKind", "AUTOMATION"));
    }

    private static List<JsonNode> pages(Actor member, String first) {
        var all = new ArrayList<JsonNode>();
        var path = first;
        while (path != null) {
            var answer = listening.get(member, path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body().getBytes(UTF_8)).hasSizeLessThan(1_200_000);
            var page = JSON.readTree(answer.body());
            page.path("items").forEach(all::add);
            path = page.path("next").isNull()
                    ? null
                    : first + "&after=" + page.path("next").asString();
        }
        return all;
    }

    private static Actor admin(String brand) {
        return TestMembers.member("ada-" + brand, Role.ADMIN, brand);
    }
}
