package org.parvis.listening.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Rebuild;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.testing.ForwardClock;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.GrantWithdrawn;
import org.parvis.identity.api.MemberLeft;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.ledger.LedgerReader;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.SourceConnected;
import org.parvis.listening.api.SourcePaused;
import org.parvis.listening.api.SourceRecovered;
import org.parvis.listening.api.TopicAssigned;
import org.parvis.listening.api.TopicDefined;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.api.TopicSubject;
import org.parvis.listening.connector.Author;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.mention.MentionIntake;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A topic before it is saved and after, on a real ledger. */
@SuppressWarnings("NullAway.Init")
class TopicIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BRAND = "helianthe";
    private static final Actor THEO = TestMembers.member("theo", Role.LEAD, BRAND);
    private static final Actor ADA = TestMembers.member("ada", Role.ADMIN, BRAND);
    private static final Actor INES = TestMembers.member("ines", Role.COMMUNITY_MANAGER, BRAND);
    private static final Actor OTTO = TestMembers.member("otto", Role.LEAD, "borealis");
    private static final ForwardClock CLOCK = new ForwardClock();

    /** What is said of trains each day, and so many of it about something else. */
    private static final int TRAINS = 60;

    private static Instant now;
    private static RunningService listening;

    @BeforeAll
    static void start() {
        // Noon, so that no day ends while its messages come.
        CLOCK.forward(Duration.between(
                CLOCK.instant(),
                CLOCK.instant()
                        .plus(Duration.ofHours(12))
                        .truncatedTo(ChronoUnit.DAYS)
                        .plus(Duration.ofHours(12))));
        now = CLOCK.instant();
        listening = RunningService.start(
                ListeningApplication.class,
                Map.of(
                        "parvis.listening.look-every",
                        "PT1H",
                        "parvis.listening.alert-every",
                        "PT10H",
                        "parvis.listening.budget-every",
                        "PT10H"),
                beans -> beans.registerBean("clock", Clock.class, () -> CLOCK));
        listening.append(new BrandRegistered(BRAND, "Hélianthe", "FR", List.of("fr"), "Europe/Paris"));
        for (int n = 0; n < TRAINS; n++) {
            var at = now.minus(Duration.ofHours(11L * n));
            write(
                    "train-" + n,
                    BRAND,
                    at,
                    n % 3 == 0 ? "Le train miniature du salon" : "Le train de nuit est en retard");
        }
        write("old", BRAND, now.minus(Duration.ofDays(40)), "Un train d’autrefois");
        write("gone", BRAND, now.minus(Duration.ofDays(1)), "Un train effacé");
        listening.append(new MentionDeletedAtOrigin("gone", BRAND, now));
        write("foreign", "borealis", now.minus(Duration.ofDays(1)), "Un train d’ailleurs");
        listening.append(new SourceConnected("press", BRAND, "FEED", "Presse", Map.of(), Duration.ofMinutes(5)));
        listening.append(new SourcePaused("press", BRAND));
        listening.append(
                new SourceRecovered("press", BRAND, now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(2))));
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

    /** What they hold is written by whoever may, outsiders too, and read by everybody who listens. */
    @Test
    void listsEndByWhatTheirRowsWeighAndLoseNothing() {
        var eve = TestMembers.member("eve", Role.LEAD, "heavy");
        var query =
                IntStream.range(0, 900).mapToObj(n -> "\u10d0".repeat(35) + n).collect(Collectors.joining(" OR "));
        for (int n = 0; n < 12; n++) {
            assertThat(define(eve, "heavy-" + n, query)).isEqualTo(201);
        }
        for (int n = 0; n < 40; n++) {
            write("heavy-said-" + n, "heavy", now.minusSeconds(n), "\u6587".repeat(20_000));
        }
        listening.caughtUp();
        assertThat(pages(eve, "/api/listening/topics?limit=200", 1_200_000))
                .hasSize(12)
                .allSatisfy(topic -> assertThat(topic.path("query").asString()).isEqualTo(query));
        assertThat(pages(eve, "/api/listening/mentions?limit=200", 1_200_000))
                .extracting(mention -> mention.path("id").asString())
                .doesNotHaveDuplicates()
                .hasSize(40);
        for (var page : List.of("/listening/topics", "/listening/alert-rules", "/listening/mentions?topic=heavy-0")) {
            assertThat(listening.page(eve, page).body()).hasSizeLessThan(200_000);
        }
    }

    @Test
    void aBrandsQueriesHaveAnEndTogetherAndMayAlwaysBecomeLess() {
        var eve = TestMembers.member("eve", Role.LEAD, "full");
        var query = longQuery();
        for (int n = 0; n < 1_000_000 / query.length(); n++) {
            assertThat(define(eve, "full-" + n, query)).isEqualTo(201);
        }
        listening.caughtUp();
        assertThat(define(eve, "full-more", query)).isEqualTo(422);
        assertThat(define(eve, "full-1", "wifi")).isEqualTo(200);
        assertThat(define(eve, "full-long", "x".repeat(40_001))).isEqualTo(422);
    }

    private static String longQuery() {
        return IntStream.range(0, 350).mapToObj(n -> "\u10d0".repeat(105) + n).collect(Collectors.joining(" OR "));
    }

    /** What the matcher holds of a query goes by its words, and the matchers of all brands share one memory. */
    @Test
    void queriesLookForSoManyWordsTogetherOnABrandAndInTheHouse() {
        var many = words(4_900);
        var eve = TestMembers.member("eve", Role.LEAD, "wordy");
        for (int n = 0; n < 4; n++) {
            assertThat(define(eve, "wordy-" + n, many)).isEqualTo(201);
        }
        assertThat(define(eve, "wordy-more", words(401))).isEqualTo(422);
        assertThat(define(eve, "wordy-more", words(400))).isEqualTo(201);
        var withMistakes = IntStream.range(100, 190)
                .mapToObj(n -> "a".repeat(37) + n + "~2")
                .collect(Collectors.joining(" OR "));
        assertThat(define(eve, "wordy-more", withMistakes))
                .as("ninety words that are as heavy as five thousand")
                .isEqualTo(422);
        var heavy = withMistakes + " OR " + withMistakes.replace('a', 'b') + " OR " + withMistakes.replace('a', 'c');
        assertThat(tryOut(THEO, heavy, List.of(), List.of()).statusCode())
                .as("nor does a trial make a matcher of it")
                .isEqualTo(422);
        assertThat(define(eve, "wordy-0", words(4_899))).as("less").isEqualTo(200);

        assertThat(listening.delete(eve, "/api/listening/topics/wordy-0").statusCode())
                .isEqualTo(200);
        assertThat(define(eve, "wordy-0b", words(4_899))).isEqualTo(201);
        assertThat(define(eve, "wordy-0", many)).as("archived, and back").isEqualTo(422);

        var taken = 0;
        while (taken < 20 && define(wordy(taken), wordyTopic(taken), many) == 201) {
            taken++;
        }
        assertThat(taken).as("the house is full before five more brands are").isBetween(9, 15);
        assertThat(define(OTTO, "borealis-words", many)).isEqualTo(422);
        for (int n = 0; n < taken; n++) {
            listening.delete(wordy(n), "/api/listening/topics/" + wordyTopic(n));
        }
        assertThat(define(OTTO, "borealis-words", many)).isEqualTo(201);
        listening.delete(OTTO, "/api/listening/topics/borealis-words");
    }

    /** Whoever saves at once what each alone would be within the end is over it together. */
    @Test
    void whatIsSavedAtOnceCountsTogether() throws Exception {
        var hasty = TestMembers.member("hasty", Role.LEAD, "hurry");
        var heavy = IntStream.range(100, 280)
                .mapToObj(n -> "b".repeat(37) + n + "~2")
                .collect(Collectors.joining(" OR "));
        try (var senders = Executors.newFixedThreadPool(8)) {
            var answers = senders.invokeAll(IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(n -> () -> define(hasty, "hurry-" + n, heavy))
                    .toList());
            assertThat(answers.stream().map(Future::resultNow))
                    .containsOnlyOnce(201)
                    .contains(422);
        }
        for (int n = 0; n < 8; n++) {
            listening.delete(hasty, "/api/listening/topics/hurry-" + n);
        }
        assertThat(define(hasty, "hurry-again", heavy))
                .as("what is over is over")
                .isEqualTo(201);
        listening.delete(hasty, "/api/listening/topics/hurry-again");
    }

    private static Actor wordy(int n) {
        return TestMembers.member("eve", Role.LEAD, "wordy" + n / 4);
    }

    private static String wordyTopic(int n) {
        return "wordy" + n / 4 + "-" + n;
    }

    private static String words(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> Integer.toString(n + 36 * 36 * 36, 36))
                .collect(Collectors.joining(" "));
    }

    private static int define(Actor member, String id, String query) {
        var brand = id.substring(0, id.indexOf('-'));
        var body = Map.of("brand", brand, "name", id, "subject", "BRAND", "query", query);
        var answer = listening.put(member, "/api/listening/topics/" + id, JSON.writeValueAsString(body));
        return answer.statusCode();
    }

    private static List<JsonNode> pages(Actor member, String first, int most) {
        var all = new ArrayList<JsonNode>();
        var path = first;
        while (path != null) {
            var answer = listening.get(member, path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body().getBytes(UTF_8)).hasSizeLessThan(most);
            var page = JSON.readTree(answer.body());
            page.path("items").forEach(all::add);
            path = page.path("next").isNull()
                    ? null
                    : first + "&after=" + page.path("next").asString();
        }
        return all;
    }

    @Test
    void saysWhatAQueryWouldHaveFoundBeforeItIsSaved() {
        var preview = json(tryOut(THEO, "train", List.of(), List.of()));

        assertThat(preview.path("looked").asInt()).isEqualTo(TRAINS);
        assertThat(preview.path("found").asInt()).isEqualTo(TRAINS);
        assertThat(preview.path("whole").asBoolean()).isTrue();
        assertThat(preview.path("knownGaps").asInt()).isEqualTo(1);
        assertThat(preview.path("days")).hasSize(Days.MANY);
        assertThat(preview.path("days")
                        .valueStream()
                        .mapToInt(day -> day.path("found").asInt())
                        .sum())
                .isEqualTo(TRAINS);
        assertThat(preview.path("days")
                        .valueStream()
                        .mapToInt(day -> day.path("found").asInt()))
                .allMatch(found -> found <= 3);
        assertThat(preview.path("sample")).hasSize(QueryTrial.SAMPLE);
        var first = preview.path("sample").path(0);
        var place = first.path("places").path(0);
        assertThat(first.path("text")
                        .asString()
                        .substring(
                                place.path("start").asInt(), place.path("end").asInt()))
                .isEqualToIgnoringCase("train");
        assertThat(entriesOf("tried")).isEmpty();
    }

    @Test
    void drawsTheSampleFromTheWholePeriodAndTheSameOneEachTime() {
        var once = sample(json(tryOut(THEO, "train", List.of(), List.of())));
        var again = sample(json(tryOut(THEO, "train OR retard", List.of(), List.of())));

        assertThat(again).isEqualTo(once);
        assertThat(once).anyMatch(id -> number(id) > TRAINS / 2).anyMatch(id -> number(id) < TRAINS / 2);
    }

    @Test
    void onlyMarksOfWhatIsStillFoundCountAndThePrecisionIsOnRecord() {
        var found = sample(json(tryOut(THEO, "train", List.of(), List.of())));
        var right = found.stream().filter(id -> number(id) % 3 != 0).toList();
        var wrong = found.stream().filter(id -> number(id) % 3 == 0).toList();

        var wide = json(tryOut(THEO, "train", right, wrong)).path("precision");
        assertThat(wide.path("right").asInt()).isEqualTo(right.size());
        assertThat(wide.path("judged").asInt()).isEqualTo(QueryTrial.SAMPLE);
        assertThat(wide.path("low").asDouble()).isLessThan(right.size() / 20.0);
        assertThat(wide.path("high").asDouble()).isGreaterThan(right.size() / 20.0);

        var saved = listening.put(THEO, "/api/listening/topics/night", body("train -salon", right, wrong));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
        assertThat(entriesOf("night").getFirst())
                .contains(
                        "\"found\":" + (TRAINS - TRAINS / 3),
                        "\"right\":" + right.size(),
                        "\"judged\":" + right.size());
        assertThat(listening
                        .put(THEO, "/api/listening/topics/night", body("train -salon", right, wrong))
                        .statusCode())
                .isEqualTo(200);
        assertThat(entriesOf("night")).as("defined, and whose it is").hasSize(2);
        listening.caughtUp();
        assertThat(listening.page(THEO, "/listening/topics").body())
                .contains(right.size() + " of " + right.size() + " right");
    }

    @Test
    void saysSoWhenNotEverythingCouldBeLookedAt() {
        var trials = new QueryTrials(
                listening.bean(PastMentions.class),
                listening.bean(StandingQueries.class),
                listening.bean(BrandDirectory.class),
                CLOCK,
                10);

        var outcome = trials.of(new QueryTrials.Question(BRAND, "train", List.of()));

        assertThat(outcome.looked()).isEqualTo(10);
        assertThat(outcome.whole()).isFalse();
        assertThat(outcome.since().truncatedTo(ChronoUnit.SECONDS))
                .isEqualTo(now.minus(Duration.ofHours(99)).truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void isForWhoeverMaySetTopicsUpAndReadWhatTheyFind() {
        assertThat(tryOut(ADA, "train", List.of(), List.of()).statusCode())
                .as("may set topics up, may not read mentions")
                .isEqualTo(403);
        assertThat(tryOut(INES, "train", List.of(), List.of()).statusCode()).isEqualTo(403);
        assertThat(tryOut(OTTO, "train", List.of(), List.of()).statusCode()).isEqualTo(404);
        assertThat(listening
                        .put(ADA, "/api/listening/topics/blind", body("train", List.of("train-1"), List.of()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(tryOut(THEO, "train AND (", List.of(), List.of()).statusCode())
                .isEqualTo(422);
    }

    @Test
    void thePageShowsTheSampleAndKeepsWhatWasMarked() {
        var form = "id=&brand=helianthe&name=Trains&subject=PRODUCT&languages=&query=train";
        var page = listening.submit(THEO, "/listening/topics/trial", form);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("</html>", "<mark>train</mark>", "1 known gap", "value=\"Trains\"")
                .doesNotContain("??");
        var marked = sample(json(tryOut(THEO, "train", List.of(), List.of()))).getFirst();

        var other = listening.submit(
                THEO, "/listening/topics/trial", form + "&mark." + marked + "=right&mark.elsewhere=wrong");
        assertThat(other.body())
                .contains("1 of 1 right")
                .containsPattern("name=\"mark." + marked + "\"[^>]*checked")
                .containsPattern("type=\"hidden\"[^>]*name=\"mark.elsewhere\" value=\"wrong\"");

        var wrong = listening.submit(THEO, "/listening/topics/trial", form + "+AND+(gare");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("This parenthesis is never closed.", "</html>");
    }

    @Test
    void keepsItsVersionsAndSaysWhichBrokeTheCurve() {
        for (var query : List.of("tram", "tram", "tram OR tramway")) {
            assertThat(put("tram", query, "Tram").statusCode()).isIn(200, 201);
        }
        assertThat(put("tram", "tram OR tramway", "Tramways").statusCode()).isEqualTo(200);
        assertThat(listening.delete(THEO, "/api/listening/topics/tram").statusCode())
                .isEqualTo(200);
        listening.caughtUp();

        var versions = json(listening.get(INES, "/api/listening/topics/tram/versions"))
                .path("items")
                .valueStream()
                .toList();
        assertThat(versions)
                .extracting(one ->
                        one.path("version").asInt() + " " + one.path("query").asString() + " "
                                + one.path("breaks").asBoolean() + " "
                                + one.path("archived").asBoolean())
                .containsExactly(
                        "4 tram OR tramway true true",
                        "3 tram OR tramway false false",
                        "2 tram OR tramway true false",
                        "1 tram true false");
        assertThat(versions)
                .allSatisfy(one -> assertThat(one.path("changedBy").asString()).isEqualTo("theo"));
        assertThat(listening.get(OTTO, "/api/listening/topics/tram/versions").statusCode())
                .isEqualTo(404);

        listening.bean(Rebuild.class).run("listening.topic.versions", (done, all) -> {});
        assertThat(json(listening.get(INES, "/api/listening/topics/tram/versions"))
                        .path("items")
                        .valueStream()
                        .toList())
                .isEqualTo(versions);
    }

    @Test
    void whoeverSetsATopicUpLooksAfterItUntilSomebodyElseDoesOrTheyLeave() {
        joins("theo", Role.LEAD);
        joins("lea", Role.COMMUNITY_MANAGER);
        joins("pia", Role.PRODUCT_MANAGER, "borealis");
        assertThat(put("owned", "ferry", "Ferries").statusCode()).isEqualTo(201);
        listening.caughtUp();
        assertThat(owner("owned")).isEqualTo("theo");
        assertThat(listening.page(THEO, "/listening/topics?owner=me").body()).contains("Ferries");

        for (var cannotRead : List.of("pia", "nobody-known")) {
            assertThat(give("owned", cannotRead).statusCode()).isEqualTo(422);
        }
        assertThat(owner("owned")).isEqualTo("theo");

        assertThat(give("owned", "lea").statusCode()).isEqualTo(200);
        assertThat(put("owned", "ferry", "Ferries").statusCode()).isEqualTo(200);
        listening.caughtUp();
        assertThat(owner("owned")).isEqualTo("lea");
        assertThat(listening.page(THEO, "/listening/topics?owner=me").body()).doesNotContain("Ferries");
        assertThat(listening.page(THEO, "/listening/topics/owned").body()).contains("lea Test looks after it");
        assertThat(listening.page(THEO, "/listening/today").body()).doesNotContain("Ferries");
        assertThat(json(listening.get(INES, "/api/listening/topics/owned"))
                        .path("version")
                        .asInt())
                .isEqualTo(1);

        listening.append(new MemberLeft("lea"));
        listening.caughtUp();
        assertThat(json(listening.get(INES, "/api/listening/topics/owned"))
                        .path("owner")
                        .isNull())
                .isTrue();
        assertThat(listening.page(THEO, "/listening/topics?owner=none").body()).contains("Ferries");
        assertThat(listening.page(THEO, "/listening/today").body()).contains("Ferries", "Nobody looks after it");
        assertThat(listening.page(INES, "/listening/today").body()).doesNotContain("Ferries");

        // Given to somebody in the very moment they leave.
        listening.append(
                "Topic",
                "late",
                0,
                new TopicDefined("late", BRAND, "Bacs tardifs", TopicSubject.PRODUCT, "bac", List.of(), null, null),
                Map.of());
        listening.append("Topic", "late", 1, new TopicAssigned("late", BRAND, "lea"), Map.of());
        listening.caughtUp();
        assertThat(listening.page(THEO, "/listening/topics?owner=none").body()).contains("Bacs tardifs");

        assertThat(give("owned", "theo").statusCode()).isEqualTo(200);
        listening.caughtUp();
        listening.bean(Rebuild.class).run("listening.topic.list", (done, all) -> {});
        assertThat(owner("owned")).isEqualTo("theo");
    }

    @Test
    void whoeverMayNotReadItAnyMoreLooksAfterItAgainWhenTheRightComesBack() {
        joins("theo", Role.LEAD);
        joins("maia", Role.COMMUNITY_MANAGER);
        var maia = TestMembers.member("maia", Role.COMMUNITY_MANAGER, BRAND);
        assertThat(give("lost", "maia", "Trams").statusCode()).isEqualTo(201);
        listening.caughtUp();
        assertThat(nobodys(THEO)).doesNotContain("Trams");
        assertThat(listening.page(THEO, "/listening/today").body()).doesNotContain("Trams");

        listening.append(new GrantWithdrawn("maia", "maia-grant", BRAND));
        isNobodysAndSaid();
        assertThat(listening.page(OTTO, "/listening/today").body()).doesNotContain("Trams");
        var french = listening
                .page(TestMembers.inFrench(THEO), "/listening/topics/lost")
                .body();
        assertThat(french).contains("Personne n’en prend soin", "maia Test ne peut pas lire ce qu’il trouve");

        assertThat(listening.page(THEO, "/listening/topics/lost/edit").body())
                .contains("value=\"maia\" selected=\"selected\"", "maia Test (may not read what it finds)");
        assertThat(give("lost", "maia", "Trams").statusCode())
                .as("what was read may be written back")
                .isEqualTo(200);
        assertThat(give("lost", "nobody-known", "Trams").statusCode()).isEqualTo(422);
        listening.caughtUp();
        assertThat(owner("lost")).isEqualTo("maia");

        var until = CLOCK.instant().plus(Duration.ofHours(1));
        listening.append(new GrantGiven("maia", "maia-short", Role.COMMUNITY_MANAGER, BRAND, null, null, until));
        listening.append(new GrantGiven("maia", "maia-other", Role.COMMUNITY_MANAGER, "borealis", null, null, null));
        listening.caughtUp();
        assertThat(nobodys(THEO)).doesNotContain("Trams");
        assertThat(nobodys(maia)).doesNotContain("Trams");
        assertThat(listening.page(THEO, "/listening/today").body()).doesNotContain("Trams");
        assertThat(listening.page(THEO, "/listening/topics/lost").body()).contains("maia Test looks after it");

        CLOCK.forward(Duration.ofMinutes(61));
        isNobodysAndSaid();

        listening.append(new GrantGiven("maia", "maia-all", Role.COMMUNITY_MANAGER, "*", null, null, null));
        listening.caughtUp();
        assertThat(nobodys(THEO)).doesNotContain("Trams");
        assertThat(entriesOf("lost")).as("defined and given away, nothing else").hasSize(2);
    }

    private static void isNobodysAndSaid() {
        listening.caughtUp();
        assertThat(nobodys(THEO)).contains("Trams", "maia Test");
        assertThat(listening.page(THEO, "/listening/today").body()).contains("Trams", "Nobody looks after it");
        assertThat(listening.page(THEO, "/listening/topics/lost").body())
                .contains("Nobody looks after it", "maia Test may not read what it finds.")
                .doesNotContain("maia Test looks after it", "??");
    }

    private static String nobodys(Actor actor) {
        return listening.page(actor, "/listening/topics?owner=none").body();
    }

    private static String owner(String topic) {
        return json(listening.get(INES, "/api/listening/topics/" + topic))
                .path("owner")
                .asString();
    }

    private static HttpResponse<String> give(String topic, String owner) {
        return give(topic, owner, "Ferries");
    }

    private static HttpResponse<String> give(String topic, String owner, String name) {
        return listening.put(
                THEO,
                "/api/listening/topics/" + topic,
                JSON.writeValueAsString(
                        Map.of("brand", BRAND, "name", name, "subject", "PRODUCT", "query", "ferry", "owner", owner)));
    }

    private static void joins(String id, Role role) {
        joins(id, role, BRAND);
    }

    private static void joins(String id, Role role, String brand) {
        listening.append(new MemberRegistered(id, id + " Test", id + "@example.org", "en", "Europe/Paris"));
        listening.append(new GrantGiven(id, id + "-grant", role, brand, null, null, null));
    }

    @Test
    void thePageOfATopicShowsWhatItFoundWhatIsMissingAndWhatItAskedFor() {
        assertThat(put("everything", "train", "Tout").statusCode()).isIn(200, 201);
        listening.caughtUp();

        var stretch = json(listening.get(INES, "/api/listening/topics/everything/days"));
        assertThat(stretch.path("found").asInt()).isGreaterThanOrEqualTo(TRAINS);
        assertThat(stretch.path("days")).hasSize(Days.MANY);
        assertThat(stretch.path("knownGaps").path(0).path("name").asString()).isEqualTo("Presse");
        assertThat(stretch.path("breaks")).hasSize(1);
        for (var reader : List.of(INES, THEO, ADA)) {
            assertThat(listening.page(reader, "/listening/topics/everything").body())
                    .contains("</html>", "1 known gap", "Presse was silent", "version 1", "never judged")
                    .doesNotContain("??");
        }
        assertThat(listening.page(INES, "/listening/topics/everything/edit").statusCode())
                .isEqualTo(403);
        assertThat(listening.page(OTTO, "/listening/topics/everything").statusCode())
                .isEqualTo(404);
    }

    @Test
    void leavesOutWhatIsOverItsBudgetAndSaysHowMuchAndFromWhenToWhen() {
        flood("flood", 3);
        assertThat(taken("flood", 0, 5)).isEqualTo(3);
        assertThat(taken("flood", 0, 5))
                .as("the same again, as each poll shows it")
                .isZero();
        look();
        look();
        assertThat(entriesOf("flood")).as("defined, whose it is, throttled").hasSize(3);
        var open = json(listening.get(OTTO, "/api/listening/topics/flood/days")).path("knownGaps");
        assertThat(open).hasSize(1);
        assertThat(open.path(0).path("cause").asString()).isEqualTo("BUDGET");
        assertThat(open.path(0).path("to").isNull()).isTrue();
        assertThat(open.path(0).path("leftOut").asInt()).isEqualTo(2);
        assertThat(listening.page(OTTO, "/listening/topics/flood").body())
                .contains("The budget of the day (3) is used up: 2 messages left out so far")
                .doesNotContain("??");
        assertThat(listening.page(OTTO, "/listening/topics").body())
                .contains("budget used up")
                .doesNotContain("??");

        CLOCK.forward(Duration.ofDays(1));
        look();
        look();
        assertThat(entriesOf("flood")).hasSize(4);
        assertThat(entriesOf("flood").getLast()).contains("\"leftOut\":2");
        assertThat(taken("flood", 5, 2)).as("another day").isEqualTo(2);
        listening.caughtUp();
        assertThat(listening.page(OTTO, "/listening/topics/flood").body())
                .contains("1 known gap", "2 messages left out");
    }

    @Test
    void aRaisedBudgetEndsTheThrottle() {
        flood("spring", 2);
        assertThat(taken("spring", 0, 3)).isEqualTo(2);
        look();
        flood("spring", 4);
        listening.caughtUp();
        assertThat(taken("spring", 3, 3)).isEqualTo(2);
        look();
        assertThat(entriesOf("spring").stream().filter(entry -> entry.contains("leftOut")))
                .as("one for the first budget; the second one is used up too")
                .isEmpty();
        flood("spring", 100);
        listening.caughtUp();
        look();
        look();
        assertThat(entriesOf("spring").stream().filter(entry -> entry.contains("\"leftOut\":2")))
                .hasSize(1);
    }

    @Test
    void whatAnotherTopicMatchesIsKeptThere() {
        flood("brook", 1);
        flood("river", null);
        var both = List.of(item("brook river one"), item("brook river two"));
        listening.bean(MentionIntake.class).take("borealis", "press", "FEED", List.of(), both);
        listening.caughtUp();

        assertThat(listening
                        .jdbc()
                        .sql(
                                "select array_to_string(topics, ' ') from listening.mention where text like 'brook river%'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("brook river", "river");
    }

    @Test
    void replicasAgreeHoweverManyDecideAtOnce() throws Exception {
        flood("deluge", 20);
        var match = List.of(new TopicMatch("deluge", List.of()));
        var replicas = List.of(listening.bean(Budgets.class), replica());
        var decisions = new ConcurrentHashMap<String, Set<Boolean>>();
        var questions = new ArrayList<Callable<Boolean>>();
        for (int n = 0; n < 60; n++) {
            var id = "drop-" + n;
            for (var replica : replicas) {
                questions.add(() -> decisions
                        .computeIfAbsent(id, any -> ConcurrentHashMap.newKeySet())
                        .add(!replica.admit("borealis", id, match).isEmpty()));
            }
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(questions)) {
                answer.get();
            }
        }
        assertThat(decisions.values())
                .hasSize(60)
                .allSatisfy(said -> assertThat(said).hasSize(1));
        assertThat(decisions.values().stream().filter(said -> said.contains(true)))
                .hasSize(20);
        assertThat(listening.bean(Budgets.class).exhausted().stream()
                        .filter(day -> day.topicId().equals("deluge"))
                        .map(Budgets.Exhausted::leftOut))
                .containsExactly(40L);
    }

    private static Budgets replica() {
        return new Budgets(
                listening.bean(StandingQueries.class),
                listening.bean(BrandDirectory.class),
                listening.bean(JdbcClient.class),
                listening.bean(PlatformTransactionManager.class),
                CLOCK);
    }

    private static void flood(String word, @Nullable Integer budget) {
        var body = new HashMap<String, Object>(
                Map.of("brand", "borealis", "name", word, "subject", "PRODUCT", "query", word));
        body.put("dailyBudget", budget);
        assertThat(listening
                        .put(OTTO, "/api/listening/topics/" + word, JSON.writeValueAsString(body))
                        .statusCode())
                .isIn(200, 201);
        listening.caughtUp();
    }

    private static int taken(String word, int from, int many) {
        var items = IntStream.range(from, from + many)
                .mapToObj(n -> item(word + " number " + n))
                .toList();
        var taken = listening.bean(MentionIntake.class).take("borealis", "press", "FEED", List.of(), items);
        listening.caughtUp();
        return taken.collected();
    }

    private static CollectedItem item(String text) {
        var id = text.replace(' ', '-');
        return new CollectedItem(
                CollectedItem.Change.PRESENT,
                "press",
                id,
                new Author("rose", "Rose", "rose"),
                Optional.empty(),
                text,
                "https://press.example/" + id,
                CLOCK.instant(),
                Optional.empty(),
                id,
                Optional.of("en"));
    }

    private static void look() {
        listening.bean(BudgetRound.class).look();
        listening.caughtUp();
    }

    private static HttpResponse<String> put(String id, String query, String name) {
        var body = Map.of("brand", BRAND, "name", name, "subject", "PRODUCT", "query", query);
        return listening.put(THEO, "/api/listening/topics/" + id, JSON.writeValueAsString(body));
    }

    private static HttpResponse<String> tryOut(Actor actor, String query, List<String> right, List<String> wrong) {
        return listening.post(actor, "/api/listening/topics/trial", body(query, right, wrong));
    }

    private static String body(String query, List<String> right, List<String> wrong) {
        return JSON.writeValueAsString(Map.of(
                "brand", BRAND, "name", "Trains", "subject", "PRODUCT", "query", query, "right", right, "wrong",
                wrong));
    }

    private static List<String> sample(JsonNode preview) {
        return preview.path("sample")
                .valueStream()
                .map(one -> one.path("mention").asString())
                .toList();
    }

    private static int number(String mentionId) {
        return Integer.parseInt(mentionId.substring("train-".length()));
    }

    private static List<String> entriesOf(String topic) {
        return listening.bean(LedgerReader.class).readAggregate("Topic/" + topic, 0).stream()
                .map(entry -> new String(entry.payload(), UTF_8))
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void write(String id, String brand, Instant at, String text) {
        listening.append(new MentionCollected(
                id,
                brand,
                "press",
                "FEED",
                "t-" + id,
                "p-" + id,
                "Rose",
                "rose",
                "r-" + id,
                null,
                "https://press.example/" + id,
                null,
                text,
                at,
                at,
                List.of(new TopicMatch("everything", List.of()))));
        listening.append(
                new MentionClassified(id, brand, "fr", 0, Intent.OTHER, false, false, List.of(), "test", "p-" + id));
    }
}
