package org.parvis.listening;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.MentionEditedAtOrigin;
import org.parvis.listening.api.MentionReadingConfirmed;
import org.parvis.listening.api.SourceConnected;
import org.parvis.listening.api.SourceFailed;
import org.parvis.listening.api.SourceRecovered;
import org.parvis.listening.classification.Classifier;
import org.parvis.listening.connector.Author;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.connector.NetworkScript;
import org.parvis.listening.mention.MentionIntake;
import org.parvis.town.Town;
import org.parvis.town.TownOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service on a real ledger, listening to the real town. */
@SuppressWarnings("NullAway.Init")
class ListeningIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BRAND = "helianthe";
    private static final Actor INES = TestMembers.member("ines", Role.COMMUNITY_MANAGER, BRAND);
    private static final Actor ADA = TestMembers.member("ada", Role.ADMIN, BRAND);
    private static final Actor OUTSIDER = TestMembers.member("otto", Role.COMMUNITY_MANAGER, "borealis");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Town town;
    private static RunningService listening;

    @BeforeAll
    static void listenToTheTown() {
        // The first reading loads the models of all languages, which on a busy machine takes longer than any wait
        // below.
        new Classifier().classify("Le wifi ne marche pas dans ce train, what a pity", Optional.empty());
        town = Town.start(0, null, TownOptions.defaults().withoutScript());
        listening = RunningService.start(
                ListeningApplication.class,
                Map.of("parvis.town.url", town.url().toString(), "parvis.listening.look-every", "PT0.1S"),
                beans -> {});
        assertThat(topic("wifi", "wifi OR \"wi-fi\"").statusCode()).isEqualTo(201);
        assertThat(source("place", "TOWN", "{\"own\":\"someone-else, @Maison\"}")
                        .statusCode())
                .isEqualTo(201);
        listening.append(new BrandRegistered(BRAND, "Hélianthe", "FR", List.of("fr"), "Europe/Paris"));
        listening.caughtUp();
    }

    @AfterAll
    static void nothingIsLeftUndigestedAndStop() {
        try {
            assertThat(listening.bean(DeadLetters.class).count()).isZero();
        } finally {
            listening.close();
            town.close();
        }
    }

    @Test
    void collectsWhatMatchesATopicAndSaysWhyItIsHereAndHowItWasRead() {
        write("margaux", "The wifi aboard was terrible and the staff could not help, zebra");
        var mention = awaited("zebra");

        assertThat(mention.at("/brandId").asString()).isEqualTo(BRAND);
        assertThat(mention.at("/author/handle").asString()).isEqualTo("margaux");
        assertThat(mention.at("/language").asString()).isEqualTo("en");
        assertThat(mention.at("/tone").asDouble()).isNegative();
        assertThat(mention.at("/topics/0/topicId").asString()).isEqualTo("wifi");
        assertThat(mention.at("/topics/0/terms").toString()).contains("wifi");
        assertThat(mention.at("/reasons").valueStream().map(r -> r.path("code").asString()))
                .contains("TONE_AGAINST");
    }

    @Test
    void collectsAPostOnceHoweverOftenAndByHoweverManySourcesItIsSeen() {
        assertThat(source("place-2", "TOWN", "{}").statusCode()).isEqualTo(201);
        write("leo", "wifi okapi");
        var mention = awaited("okapi");
        var seen = health("place").at("/source/collected").asLong();
        for (var again = 0; again < 3; again++) {
            write("leo", "Nothing to see, round " + again);
            var before = health("place").at("/source/collected").asLong();
            eventually(() -> {
                fetch("place");
                fetch("place-2");
                assertThat(health("place").at("/source/collected").asLong()).isGreaterThan(before);
            });
        }
        assertThat(health("place").at("/source/collected").asLong()).isGreaterThan(seen + 2);
        assertThat(entries("Mention/" + id(mention)))
                .containsExactly(MentionCollected.class.getName(), MentionClassified.class.getName());
        assertThat(mentions(INES, "okapi")).hasSize(1);
        pause("place-2");
    }

    /** Whoever else carries a message may show its correction first: it is taken from the source that brought the message all the same. */
    @Test
    void aCorrectionIsTakenAlsoAfterAnotherSourceShowedIt() {
        var intake = listening.bean(MentionIntake.class);
        intake.take(BRAND, "author", "FEED", List.of(), List.of(said("wifi badger first")));
        intake.take(BRAND, "planet", "FEED", List.of(), List.of(said("wifi badger first")));
        intake.take(BRAND, "planet", "FEED", List.of(), List.of(said("wifi badger corrected")));
        listening.caughtUp();
        assertThat(mentions(INES, "badger corrected")).isEmpty();
        intake.take(BRAND, "author", "FEED", List.of(), List.of(said("wifi badger corrected")));
        listening.caughtUp();
        assertThat(mentions(INES, "badger corrected")).hasSize(1);
    }

    private static CollectedItem said(String text) {
        return new CollectedItem(
                CollectedItem.Change.PRESENT,
                "feed",
                "https://author.example/badger",
                new Author("rose", "Rose", "rose"),
                Optional.empty(),
                text,
                "https://author.example/badger",
                Instant.parse("2026-11-20T10:00:00Z"),
                Optional.empty(),
                "badger",
                Optional.of("en"));
    }

    @Test
    void aCallOfANetworkCountsOnlyWithItsSignature() throws Exception {
        var body = "{\"brand\":\"helianthe\",\"connector\":\"TOWN\",\"name\":\"called\",\"every\":\"P1D\","
                + "\"settings\":{},\"credentials\":{\"hook\":\"well kept\"}}";
        assertThat(listening.put(ADA, "/api/listening/sources/called", body).statusCode())
                .isEqualTo(201);
        listening.caughtUp();
        eventually(() -> assertThat(health("called").at("/source/lastSuccessAt").asString())
                .isNotEmpty());
        var before = health("called").at("/source/lastSuccessAt").asString();

        assertThat(hook("called", "sha256=" + signature("somebody else's"))).isEqualTo(404);
        assertThat(hook("called", "")).isEqualTo(404);
        assertThat(hook("nowhere", "sha256=" + signature("well kept"))).isEqualTo(404);
        assertThat(hook("place", "sha256=" + signature("well kept"))).isEqualTo(404);
        assertThat(health("called").at("/source/lastSuccessAt").asString()).isEqualTo(before);

        assertThat(hook("called", "sha256=" + signature("well kept"))).isEqualTo(202);
        eventually(() -> assertThat(health("called").at("/source/lastSuccessAt").asString())
                .isNotEqualTo(before));
        pause("called");
    }

    private static int hook(String source, String signature) {
        return listening
                .send(null, "POST", "/api/listening/hooks/" + source, "{}", Map.of("X-Signature-256", signature))
                .statusCode();
    }

    private static String signature(String secret) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal("{}".getBytes(UTF_8)));
    }

    @Test
    void dropsWhatMatchesNothingAndWhatWeSayOurselves() {
        write("leo", "A quiet day with a tapir");
        write("maison", "Our wifi is better than ever, says the tapir");
        write("leo", "The wifi met a tapir");
        awaited("wifi met a tapir");
        assertThat(mentions(INES, "tapir"))
                .extracting(m -> m.at("/author/handle").asString())
                .containsExactly("leo");
    }

    @Test
    void followsEditsAndDeletionsAtTheOrigin() {
        var post = write("leo", "wifi quokka one");
        var mention = awaited("quokka one");
        town("PATCH", "/control/api/posts/" + post, "{\"text\":\"wifi quokka two\"}");
        awaited("quokka two");
        town("DELETE", "/control/api/posts/" + post, "");
        eventually(() -> {
            fetch("place");
            assertThat(mention(INES, id(mention)).at("/deleted").asBoolean()).isTrue();
        });
        assertThat(entries("Mention/" + id(mention)))
                .containsExactly(
                        MentionCollected.class.getName(),
                        MentionClassified.class.getName(),
                        MentionEditedAtOrigin.class.getName(),
                        MentionDeletedAtOrigin.class.getName());
    }

    @Test
    void aSilenceIsOnRecordFromTheLastAnswerToTheNext() {
        assertThat(source("fragile", "TOWN", "{}").statusCode()).isEqualTo(201);
        eventually(() -> assertThat(health("fragile").at("/lag").isNull()).isFalse());
        town("PUT", "/control/api/faults/night", "{\"kind\":\"OUTAGE\",\"on\":\"READ\",\"seconds\":1}");
        try {
            eventually(() -> {
                fetch("fragile");
                assertThat(health("fragile").at("/source/failureCode").asString(""))
                        .isEqualTo("listening.source.SERVER_ERROR");
            });
            assertThat(listening.page(ADA, "/listening/sources").body()).contains("silent");
            assertThat(listening.page(INES, "/listening/today").body()).contains("fragile");
        } finally {
            town("DELETE", "/control/api/faults", "");
        }
        eventually(() -> {
            fetch("fragile");
            assertThat(health("fragile").at("/source/failingSince").isNull()).isTrue();
            assertThat(health("fragile").at("/gaps").size()).isEqualTo(1);
        });
        assertThat(entries("Source/fragile"))
                .containsExactly(
                        SourceConnected.class.getName(), SourceFailed.class.getName(), SourceRecovered.class.getName());
        pause("fragile");
    }

    @Test
    void anAddressInAPrivateNetworkIsNotAskedAndThePageSaysSo() {
        assertThat(source("spy", "FEED", "{\"url\":\"http://127.0.0.1/feed.xml\"}")
                        .statusCode())
                .isEqualTo(201);
        eventually(() -> assertThat(health("spy").at("/source/failureCode").asString(""))
                .isEqualTo("fetcher.refused.FORBIDDEN_ADDRESS"));
        assertThat(health("spy").at("/source/collected").asLong()).isZero();
        assertThat(listening.page(ADA, "/listening/sources").body())
                .contains("The address leads into a private or reserved network.");
        assertThat(listening
                        .page(french("ada", Role.ADMIN), "/listening/sources")
                        .body())
                .contains("réseau privé")
                .doesNotContain("fetcher.refused");
    }

    @Test
    void saysInTheReadersLanguageWhereAQueryIsWrong() {
        var english = topic("wrong", "wifi AND (train");
        assertThat(english.statusCode()).isEqualTo(422);
        assertThat(json(english).at("/position").asInt()).isEqualTo(9);
        assertThat(json(english).at("/reason").asString()).isEqualTo("UNCLOSED_PARENTHESIS");
        assertThat(json(english).at("/detail").asString()).isEqualTo("This parenthesis is never closed.");

        var french = topic(french("ada", Role.ADMIN), "wrong", BRAND, "wifi AND (train");
        assertThat(french.statusCode()).isEqualTo(422);
        assertThat(json(french).at("/detail").asString()).contains("parenthèse");

        var form = listening.submit(
                ADA,
                "/listening/topics",
                "id=&brand=helianthe&name=Wrong&subject=BRAND&query=" + encoded("wifi AND (train"));
        assertThat(form.statusCode()).isEqualTo(422);
        assertThat(form.body()).contains("This parenthesis is never closed. Look at character 10.");
    }

    @Test
    void keepsBrandsApart() {
        write("leo", "wifi numbat");
        var id = id(awaited("numbat"));
        assertThat(listening.get(OUTSIDER, "/api/listening/mentions/" + id).statusCode())
                .isEqualTo(404);
        assertThat(mentions(OUTSIDER, "numbat")).isEmpty();
        assertThat(topic(ADA, "foreign", "borealis", "wifi").statusCode()).isEqualTo(404);
        assertThat(topic(TestMembers.member("anna", Role.ADMIN, "borealis"), "wifi", "borealis", "wifi")
                        .statusCode())
                .as("the id of another brand's topic")
                .isEqualTo(404);
        assertThat(listening.get(OUTSIDER, "/api/listening/topics/wifi").statusCode())
                .isEqualTo(404);
        assertThat(listening.get(INES, "/api/listening/sources/place").statusCode())
                .as("a community manager does not manage sources")
                .isEqualTo(403);
    }

    @Test
    void aPersonsReadingWinsOverTheClassifiers() {
        write("leo", "The wifi is great, says the wombat");
        var id = id(awaited("wombat"));
        assertThat(correct(id, "{\"tone\":2}").statusCode()).isEqualTo(422);
        assertThat(correct(id, "{\"intent\":\"QUESTION\",\"tone\":-0.4}").statusCode())
                .isEqualTo(200);
        listening.caughtUp();
        var corrected = mention(INES, id);
        assertThat(corrected.at("/intent").asString()).isEqualTo("QUESTION");
        assertThat(corrected.at("/tone").asDouble()).isEqualTo(-0.4);
        assertThat(corrected.at("/corrected").asBoolean()).isTrue();

        var page = listening.page(french("ines", Role.COMMUNITY_MANAGER), "/listening/mentions/" + id);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("wombat", "corrigé")
                .contains("</html>")
                .doesNotContain("??");
    }

    @Test
    void whatAPersonFindsRightCountsInHowWellMessagesAreRead() {
        write("leo", "The wifi is great, says the caracal");
        var id = id(awaited("caracal"));
        assertThat(listening
                        .post(OUTSIDER, "/api/listening/mentions/" + id + "/confirm", "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(mention(INES, id).at("/settled").asBoolean()).isFalse();
        for (var again = 0; again < 2; again++) {
            assertThat(listening
                            .post(INES, "/api/listening/mentions/" + id + "/confirm", "{}")
                            .statusCode())
                    .isEqualTo(200);
        }
        listening.caughtUp();

        assertThat(mention(INES, id).at("/settled").asBoolean()).isTrue();
        assertThat(mention(INES, id).at("/unsure").asBoolean()).isFalse();
        assertThat(entries("Mention/" + id))
                .containsExactly(
                        MentionCollected.class.getName(),
                        MentionClassified.class.getName(),
                        MentionReadingConfirmed.class.getName());
        assertThat(json(listening.get(INES, "/api/listening/mentions?unsure=true"))
                        .toString())
                .doesNotContain("caracal");
        assertThat(listening
                        .page(french("ines", Role.COMMUNITY_MANAGER), "/listening/readings")
                        .body())
                .contains("Anglais", "UMSAB", "</html>")
                .doesNotContain("??");
        assertThat(listening.page(INES, "/listening/mentions?unsure=true").body())
                .contains("</html>")
                .doesNotContain("caracal");
    }

    @Test
    void anArchivedTopicCollectsNoMore() {
        assertThat(topic("ferry", "ferry").statusCode()).isEqualTo(201);
        listening.caughtUp();
        write("leo", "ferry kakapo one");
        awaited("kakapo one");
        assertThat(listening.delete(ADA, "/api/listening/topics/ferry").statusCode())
                .isEqualTo(200);
        listening.caughtUp();
        write("leo", "ferry kakapo two");
        write("leo", "wifi kakapo three");
        awaited("kakapo three");
        assertThat(mentions(INES, "kakapo two")).isEmpty();
    }

    @Test
    void aTopicIsEditedOnItsPageWithoutLosingItsLanguages() {
        assertThat(listening.page(ADA, "/listening/topics/new").body())
                .contains("<option value=\"helianthe\"", ">Hélianthe</option>")
                .doesNotContain("Brand (id)");
        var saved = listening.submit(
                ADA,
                "/listening/topics",
                "id=bus&brand=helianthe&name=Bus&subject=PRODUCT&languages=fr+en&query=autobus");
        assertThat(saved.statusCode()).isEqualTo(302);
        listening.caughtUp();
        assertThat(listening.page(ADA, "/listening/topics/bus/edit").body()).contains("value=\"fr en\"");
        assertThat(json(listening.get(INES, "/api/listening/topics/bus"))
                        .at("/languages")
                        .toString())
                .isEqualTo("[\"fr\",\"en\"]");
    }

    @Test
    void aSourceThatLacksWhatItsConnectorNeedsIsNotConnected() {
        var refused = listening.submit(ADA, "/listening/sources", "brand=helianthe&connector=FEED&name=Press&url=");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("The setting Address is missing.");
        var unknown = source("fax", "FAX", "{}");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(json(unknown).at("/detail").asString())
                .contains(
                        "BLUESKY, DISCOURSE, FEED, GHOST, IMAP, MANUAL, MASTODON, MEDIAWIKI, TOWN, WALINE, WEBHOOK, WORDPRESS");
    }

    @Test
    void aSecretIsSentNowhereButWhereItWasGivenFor() {
        var at = "{\"brand\":\"helianthe\",\"connector\":\"IMAP\",\"name\":\"Letters\",\"every\":\"P1D\","
                + "\"settings\":{\"server\":\"%s\",\"user\":\"us\",\"folder\":\"%s\"}%s}";
        var path = "/api/listening/sources/letters";
        var secret = ",\"credentials\":{\"password\":\"well kept\"}";
        var home = "imaps://imap.invalid";
        var elsewhere = "imaps://imap2.invalid";
        assertThat(listening.put(ADA, path, at.formatted(home, "INBOX", secret)).statusCode())
                .isEqualTo(201);
        listening.caughtUp();
        assertThat(listening.put(ADA, path, at.formatted(home, "Other", "")).statusCode())
                .as("what is read there is no other place")
                .isEqualTo(200);
        listening.caughtUp();

        var refused = listening.put(ADA, path, at.formatted(elsewhere, "Other", ""));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("credentials.password", "given for another place");
        listening.caughtUp();
        assertThat(listening.get(ADA, path).body()).contains(home).doesNotContain(elsewhere);

        var demanded = Map.of("Authorization", listening.bearer(ADA, Map.of("step_up", "DEMANDED")));
        assertThat(listening
                        .send(null, "PUT", path, at.formatted(elsewhere, "Other", secret), demanded)
                        .body())
                .contains("STEP_UP_NEEDED");
        assertThat(listening
                        .put(ADA, path, at.formatted(elsewhere, "Other", secret))
                        .statusCode())
                .isEqualTo(200);
        listening.caughtUp();
        assertThat(listening.get(ADA, path).body()).contains(elsewhere);
        pause("letters");
    }

    @Test
    void aSourceThatIsNotHeardForTwoPeriodsShowsAsSilentWhateverTheReason() {
        assertThat(source("quiet", "TOWN", "{}").statusCode()).isEqualTo(201);
        eventually(() -> assertThat(health("quiet").at("/lag").isNull()).isFalse());
        assertThat(health("quiet").at("/source/silentSince").isNull()).isTrue();
        // Nobody asks it, for instance because whoever took it hangs.
        eventually(() -> {
            listening
                    .jdbc()
                    .sql(
                            "update source_state set last_success_at = now() - interval '2 minutes', next_poll_at = now() + interval '1 day'"
                                    + " where source_id = 'quiet'")
                    .update();
            assertThat(health("quiet").at("/source/silentSince").isNull()).isFalse();
        });
        assertThat(health("quiet").at("/source/failingSince").isNull()).isTrue();
        assertThat(listening.page(ADA, "/listening/sources").body())
                .contains("It has not answered for two of its periods");
        assertThat(listening.fragment(INES, "/listening/today").body()).contains("quiet", "two of its periods");
        pause("quiet");
        eventually(() ->
                assertThat(health("quiet").at("/source/silentSince").isNull()).isTrue());
    }

    @Test
    void aTrialShowsWhatWouldComeInAndKeepsNothing() {
        write("leo", "wifi pangolin on trial");
        write("leo", "nothing to see, pangolin");
        var fields = "brand=helianthe&connector=TOWN&name=";
        var page = listening.submit(ADA, "/listening/sources/trial", fields);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("wifi pangolin on trial", "matches no topic: would not be kept", "Nothing of this was kept");
        var program =
                listening.post(ADA, "/api/listening/sources/trial", "{\"brand\":\"helianthe\",\"connector\":\"TOWN\"}");
        assertThat(program.statusCode()).as(program.body()).isEqualTo(200);
        assertThat(json(program).path("found").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(json(program).path("matching").asLong()).isPositive();
        assertThat(listening
                        .jdbc()
                        .sql("select count(*) from source where name in ('', '…')")
                        .query(Long.class)
                        .single())
                .isZero();

        var forbidden = listening.submit(
                ADA,
                "/listening/sources/trial",
                "brand=helianthe&connector=MASTODON&hashtag=wifi&server=" + encoded("http://127.0.0.1:1"));
        assertThat(forbidden.body()).contains("private or reserved network");
        assertThat(listening
                        .submit(ADA, "/listening/sources/trial", "brand=helianthe&connector=MASTODON&server=")
                        .body())
                .contains("The setting Server is missing.");
        assertThat(listening.submit(INES, "/listening/sources/trial", fields).statusCode())
                .isEqualTo(403);
        assertThat(listening
                        .submit(OUTSIDER, "/listening/sources/trial", fields)
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void drawsEveryPage(String language) {
        var admin = member("ada", language, Role.ADMIN);
        var reader = member("ines", language, Role.COMMUNITY_MANAGER);
        for (var path :
                List.of("/listening/topics", "/listening/topics/new", "/listening/sources", "/listening/sources/new")) {
            drawn(listening.page(admin, path), path, "</html>");
        }
        for (var kind : NetworkScript.values()) {
            drawn(listening.page(admin, "/listening/sources/new?connector=" + kind.kind()), kind.name(), "</html>");
        }
        drawn(
                listening.page(admin, "/listening/sources/new?connector=MASTODON"),
                "what is chosen among few",
                "<select class=\"pv-field\" id=\"stream\" name=\"stream\"");
        drawn(listening.page(reader, "/listening/mentions?tone=negative&intent=CRITICISM"), "filter", "</html>");
        drawn(listening.page(reader, "/listening/mentions"), "mentions", "</html>");
        drawn(listening.fragment(reader, "/listening/mentions"), "rows", "");
        drawn(listening.fragment(reader, "/listening/today"), "today", "");
    }

    private static void drawn(HttpResponse<String> page, String name, String end) {
        assertThat(page.statusCode()).as(name).isEqualTo(200);
        assertThat(page.body()).as(name).contains(end).doesNotContain("??");
    }

    private static Actor french(String id, Role role) {
        return member(id, "fr", role);
    }

    private static Actor member(String id, String language, Role role) {
        return TestMembers.member(id, Locale.of(language), new Grant("g-" + id, role, BRAND, null, null, null));
    }

    private static HttpResponse<String> topic(String id, String query) {
        return topic(ADA, id, BRAND, query);
    }

    private static HttpResponse<String> topic(Actor actor, String id, String brand, String query) {
        var body = JSON.writeValueAsString(Map.of("brand", brand, "name", id, "subject", "PRODUCT", "query", query));
        return listening.put(actor, "/api/listening/topics/" + id, body);
    }

    private static HttpResponse<String> source(String id, String connector, String settings) {
        var body = "{\"brand\":\"helianthe\",\"connector\":\"%s\",\"name\":\"%s\",\"every\":\"PT5S\",\"settings\":%s}"
                .formatted(connector, id, settings);
        return listening.put(ADA, "/api/listening/sources/" + id, body);
    }

    private static JsonNode health(String source) {
        return json(listening.get(ADA, "/api/listening/sources/" + source));
    }

    private static void fetch(String source) {
        assertThat(listening
                        .post(ADA, "/api/listening/sources/" + source + "/fetch", "")
                        .statusCode())
                .isEqualTo(202);
    }

    private static void pause(String source) {
        assertThat(listening
                        .post(ADA, "/api/listening/sources/" + source + "/pause", "")
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> correct(String mention, String body) {
        return listening.post(INES, "/api/listening/mentions/" + mention + "/correct", body);
    }

    /** The one mention with these words, once it is there. */
    private static JsonNode awaited(String words) {
        eventually(() -> {
            fetch("place");
            assertThat(mentions(INES, words)).hasSize(1);
        });
        listening.caughtUp();
        return mentions(INES, words).getFirst();
    }

    private static List<JsonNode> mentions(Actor actor, String words) {
        return json(listening.get(actor, "/api/listening/mentions?q=" + encoded(words)))
                .path("items")
                .valueStream()
                .toList();
    }

    private static JsonNode mention(Actor actor, String id) {
        return json(listening.get(actor, "/api/listening/mentions/" + id));
    }

    private static String id(JsonNode mention) {
        return mention.path("mentionId").asString();
    }

    private static List<String> entries(String aggregate) {
        return listening.bean(LedgerReader.class).readAggregate(aggregate, 0).stream()
                .map(Entry::eventType)
                .toList();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String write(String as, String text) {
        town("PUT", "/control/api/accounts/" + as, "{}");
        var body = JSON.writeValueAsString(Map.of("as", as, "text", text));
        return JSON.readTree(town("POST", "/control/api/posts", body))
                .path("id")
                .asString();
    }

    private static String town(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(town.url() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
            assertThat(response.statusCode())
                    .as("%s %s: %s", method, path, response.body())
                    .isBetween(200, 299);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
