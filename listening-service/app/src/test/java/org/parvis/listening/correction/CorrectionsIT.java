package org.parvis.listening.correction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.Beginning;
import org.parvis.axon.Commands;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.CorrectionBatchBegun;
import org.parvis.listening.api.CorrectionBatchDone;
import org.parvis.listening.api.CorrectionBatchUndoBegun;
import org.parvis.listening.api.CorrectionBatchUndone;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.MentionReadingConfirmed;
import org.parvis.listening.api.MentionReadingKept;
import org.parvis.listening.api.MentionReadingRestored;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.connector.MentionIdentity;
import org.parvis.listening.mention.Correction;
import org.parvis.listening.mention.MentionCommand.CorrectInBatch;
import org.parvis.listening.mention.MentionCommand.KeepReading;
import org.parvis.listening.mention.MentionCommand.RestoreReading;
import org.parvis.privacy.KeyRing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many corrected at once and taken back, by programs and on the pages. */
@SuppressWarnings("NullAway.Init")
class CorrectionsIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BRAND = "helianthe";
    private static final String OTHER_BRAND = "borealis";
    private static final Actor INES = TestMembers.member("ines", Role.COMMUNITY_MANAGER, BRAND);
    private static final Actor MALO = TestMembers.member("malo", Role.COMMUNITY_MANAGER, BRAND);
    private static final Actor AUDITOR = TestMembers.member("aude", Role.AUDITOR, BRAND);
    private static final Actor OUTSIDER = TestMembers.member("otto", Role.COMMUNITY_MANAGER, OTHER_BRAND);
    private static final Actor BOTH = TestMembers.member(
            "bea",
            Locale.ENGLISH,
            new Grant("g-1", Role.COMMUNITY_MANAGER, BRAND, null, null, null),
            new Grant("g-2", Role.COMMUNITY_MANAGER, OTHER_BRAND, null, null, null));
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static RunningService listening;

    @BeforeAll
    static void start() {
        listening = RunningService.start(ListeningApplication.class);
        listening.append(new BrandRegistered(BRAND, "Hélianthe", "FR", List.of("fr"), "Europe/Paris"));
        listening.append(new BrandRegistered(OTHER_BRAND, "Borealis", "FR", List.of("fr"), "Europe/Paris"));
        listening.append(new MemberRegistered("ines", "Inès Aubry", "ines@example.org", "fr", "Europe/Paris"));
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

    // ---- what was said in the world ----

    private static List<String> said(int many, String words) {
        return said(BRAND, many, words);
    }

    /** Messages read in many ways, about one topic each test has for itself. */
    private static List<String> said(String brand, int many, String words) {
        var beginnings =
                IntStream.range(0, many).mapToObj(n -> one(brand, words)).toList();
        listening.bean(Commands.class).begin(beginnings, Actor.automation("test"));
        listening.caughtUp();
        return beginnings.stream().map(Beginning::aggregateId).toList();
    }

    private static Beginning one(String brand, String words) {
        var number = NEXT.incrementAndGet();
        var id = MentionIdentity.mention(brand, "town", "r" + number);
        var author = "author" + number % 7;
        var at = Instant.now().minusSeconds(number);
        var collected = new MentionCollected(
                id,
                brand,
                "s1",
                "TOWN",
                MentionIdentity.thread(brand, "town", "r" + number),
                listening.bean(KeyRing.class).subjectOf(brand, "TOWN", author),
                author,
                author,
                "r" + number,
                null,
                "https://town.example/posts/" + number,
                null,
                words + " " + number,
                at,
                at,
                List.of(new TopicMatch("t1", List.of("wifi"))));
        var intents = Intent.values();
        var classified = new MentionClassified(
                id,
                brand,
                number % 3 == 0 ? "en" : "fr",
                (number % 21 - 10) / 10.0,
                intents[number % intents.length],
                number % 5 == 0,
                number % 4 == 0,
                List.of(new ClassificationReason("TONE_AGAINST", List.of("wifi"))),
                "test-1",
                collected.personId());
        return new Beginning("Mention", id, List.of(collected, classified));
    }

    private static void correct(Actor actor, String mention, String intent) {
        assertThat(listening
                        .post(
                                actor,
                                "/api/listening/mentions/" + mention + "/correct",
                                "{\"intent\":\"" + intent + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static void confirm(Actor actor, String mention) {
        assertThat(listening
                        .post(actor, "/api/listening/mentions/" + mention + "/confirm", "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static void deleted(String mention) {
        listening.append("Mention", mention, 2, new MentionDeletedAtOrigin(mention, BRAND, Instant.now()), Map.of());
        listening.caughtUp();
    }

    // ---- what is asked ----

    private static HttpResponse<String> put(Actor actor, String id, String brand, List<String> mentions, String says) {
        var body = "{\"brand\":\"%s\",\"mentions\":%s,%s}".formatted(brand, JSON.writeValueAsString(mentions), says);
        return listening.put(actor, "/api/listening/mentions/batches/" + id, body);
    }

    private static JsonNode begun(String id, List<String> mentions, String says) {
        var answer = put(INES, id, BRAND, mentions, says);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return ended(id);
    }

    private static JsonNode undone(String id) {
        var answer = listening.post(MALO, "/api/listening/mentions/batches/" + id + "/undo", "");
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return ended(id);
    }

    private static JsonNode ended(String id) {
        eventually(() -> assertThat(report(id).path("state").asString()).isIn("DONE", "UNDONE"));
        listening.caughtUp();
        return report(id);
    }

    private static JsonNode report(String id) {
        return json(listening.get(INES, "/api/listening/mentions/batches/" + id));
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** All that listening shows and counts of the messages, row by row. */
    private static List<String> rows() {
        listening.caughtUp();
        return Stream.of("mention", "alert_count")
                .flatMap(table -> listening
                        .jdbc()
                        .sql("select to_jsonb(t)::text from " + table + " t order by 1")
                        .query(String.class)
                        .list()
                        .stream())
                .toList();
    }

    /** The figures of the page about how well messages are read. */
    private static String readings() {
        return listening.page(INES, "/listening/readings").body().replaceAll("(?s).*<main|</main>.*", "");
    }

    private static String row(String mention, String column) {
        return listening
                .jdbc()
                .sql("select " + column + "::text from mention where mention_id = ?")
                .param(mention)
                .query(String.class)
                .single();
    }

    private static List<Entry> entries(String aggregate) {
        return listening.bean(LedgerReader.class).readAggregate(aggregate, 0);
    }

    private static List<String> types(String aggregate) {
        return entries(aggregate).stream().map(Entry::eventType).toList();
    }

    // ---- the tests ----

    @Test
    void whatIsTakenBackIsAllAsItWasBefore() {
        var mentions = said(80, "raid");
        correct(INES, mentions.get(0), "PRAISE");
        confirm(INES, mentions.get(1));
        begun("before", mentions.subList(2, 6), "\"tone\":\"positive\"");
        deleted(mentions.get(79));
        var before = rows();
        var figures = readings();

        var done = begun("raid", mentions, "\"tone\":\"negative\",\"intent\":\"SPAM\"");
        assertThat(done.path("state").asString()).isEqualTo("DONE");
        assertThat(done.at("/leftOut/deleted").asInt()).isEqualTo(1);
        assertThat(done.path("corrected").asInt()).isEqualTo(79);
        assertThat(done.path("settled").asInt()).isEqualTo(6);
        assertThat(done.path("begunBy").asString()).isEqualTo("ines");
        assertThat(mentions.subList(0, 79)).allSatisfy(id -> {
            assertThat(row(id, "intent")).isEqualTo("SPAM");
            assertThat(Double.parseDouble(row(id, "tone"))).isLessThanOrEqualTo(-0.2);
            assertThat(row(id, "settled")).isEqualTo("true");
            assertThat(row(id, "unsure")).isEqualTo("false");
        });
        assertThat(rows()).isNotEqualTo(before);
        assertThat(readings()).isNotEqualTo(figures);

        var undone = undone("raid");
        assertThat(undone.path("state").asString()).isEqualTo("UNDONE");
        assertThat(undone.path("restored").asInt()).isEqualTo(79);
        assertThat(undone.path("kept").asInt()).isZero();
        assertThat(undone.path("undoneBy").asString()).isEqualTo("malo");
        assertThat(rows()).isEqualTo(before);
        assertThat(readings()).isEqualTo(figures);
    }

    @Test
    void eachCorrectionIsAnEntryOfItsMessageAndNamesTheBatch() {
        var mentions = said(3, "entries");
        begun("entries", mentions, "\"intent\":\"CRISIS_SIGN\"");
        undone("entries");
        assertThat(types("CorrectionBatch/entries"))
                .containsExactly(
                        CorrectionBatchBegun.class.getName(),
                        CorrectionBatchDone.class.getName(),
                        CorrectionBatchUndoBegun.class.getName(),
                        CorrectionBatchUndone.class.getName());
        for (var mention : mentions) {
            assertThat(types("Mention/" + mention)).hasSize(4).last().isEqualTo(MentionReadingRestored.class.getName());
            assertThat(entries("Mention/" + mention).subList(2, 4))
                    .allSatisfy(entry ->
                            assertThat(new String(entry.payload(), UTF_8)).contains("\"batchId\":\"entries\""));
        }
    }

    @Test
    void aDryRunCountsWhatIsLeftOutAndWhyAndChangesNothing() {
        var mentions = said(6, "dry");
        var theirs = said(OTHER_BRAND, 1, "dry").getFirst();
        deleted(mentions.get(0));
        confirm(INES, mentions.get(1));
        correct(INES, mentions.get(2), row(mentions.get(2), "intent").equals("SPAM") ? "PRAISE" : "SPAM");
        listening.caughtUp();
        var before = listening.bean(LedgerReader.class).head();
        var asked = Stream.concat(mentions.stream(), Stream.of(theirs, "no-such-message"))
                .toList();

        var plan = json(put(INES, "dry?dryRun=true", BRAND, asked, "\"right\":true"));
        assertThat(plan.path("state").asString()).isEqualTo("PLANNED");
        assertThat(plan.path("messages").asInt()).isEqualTo(3);
        assertThat(plan.at("/leftOut/deleted").asInt()).isEqualTo(1);
        assertThat(plan.at("/leftOut/alreadySo").asInt()).isEqualTo(2);
        assertThat(plan.at("/leftOut/elsewhere").asInt()).isEqualTo(2);
        assertThat(listening.bean(LedgerReader.class).head()).isEqualTo(before);
        assertThat(listening.get(INES, "/api/listening/mentions/batches/dry").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anothersMessageIsLikeNone() {
        var mine = said(1, "mine").getFirst();
        var theirs = said(OTHER_BRAND, 1, "theirs").getFirst();
        for (var asker : List.of(INES, BOTH)) {
            var foreign = json(put(asker, "x?dryRun=true", BRAND, List.of(mine, theirs), "\"intent\":\"SPAM\""));
            var invented = json(put(asker, "x?dryRun=true", BRAND, List.of(mine, "invented"), "\"intent\":\"SPAM\""));
            assertThat(foreign).isEqualTo(invented);
        }
        assertThat(put(INES, "foreign", BRAND, List.of(theirs), "\"intent\":\"SPAM\"")
                        .body())
                .contains("NOTHING_TO_CORRECT");
        assertThat(put(OUTSIDER, "foreign", BRAND, List.of(mine), "\"intent\":\"SPAM\"")
                        .statusCode())
                .isEqualTo(404);
        assertThat(put(AUDITOR, "foreign", BRAND, List.of(mine), "\"intent\":\"SPAM\"")
                        .statusCode())
                .isEqualTo(403);
        begun("of-mine", List.of(mine), "\"intent\":\"SPAM\"");
        assertThat(listening
                        .get(OUTSIDER, "/api/listening/mentions/batches/of-mine")
                        .statusCode())
                .isEqualTo(404);
        assertThat(listening
                        .post(OUTSIDER, "/api/listening/mentions/batches/of-mine/undo", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(listening
                        .post(AUDITOR, "/api/listening/mentions/batches/of-mine/undo", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(listening
                        .get(AUDITOR, "/api/listening/mentions/batches/of-mine")
                        .statusCode())
                .isEqualTo(200);
        assertThat(put(OUTSIDER, "of-mine", OTHER_BRAND, List.of(theirs), "\"intent\":\"SPAM\"")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatSomebodySaidSinceIsKeptAndCounted() {
        var mentions = said(5, "since");
        begun("since", mentions, "\"intent\":\"SPAM\"");
        correct(MALO, mentions.get(2), "QUESTION");
        confirm(MALO, mentions.get(3));
        var undone = undone("since");
        assertThat(undone.path("restored").asInt()).isEqualTo(3);
        assertThat(undone.path("kept").asInt()).isEqualTo(2);
        assertThat(row(mentions.get(2), "intent")).isEqualTo("QUESTION");
        assertThat(row(mentions.get(3), "intent")).isEqualTo("SPAM");
    }

    @Test
    void theSameBatchAgainDoesNothingAgain() {
        var mentions = said(4, "again");
        var first = begun("again", mentions, "\"intent\":\"SPAM\"");
        var head = listening.bean(LedgerReader.class).head();
        assertThat(json(put(INES, "again", BRAND, mentions, "\"intent\":\"SPAM\"")))
                .isEqualTo(first);
        assertThat(listening.bean(LedgerReader.class).head()).isEqualTo(head);
        assertThat(put(INES, "again", BRAND, mentions, "\"intent\":\"PRAISE\"").body())
                .contains("BATCH_SAYS_OTHERWISE");
        var undone = undone("again");
        assertThat(undone("again")).isEqualTo(undone);
    }

    @Test
    void whoeverIsKilledInTheMiddleGoesOnAndSaysNothingTwice() {
        var mentions = said(40, "killed");
        var spam = new Correction(null, Intent.SPAM);
        // As far as the one before came: these are on record, and the place in the ledger was not noted.
        for (var mention : mentions.subList(0, 17)) {
            listening
                    .bean(Commands.class)
                    .send(
                            new CorrectInBatch(mention, BRAND, "killed", spam),
                            Actor.automation(WhenBatchBegunThenCorrectEach.GROUP),
                            WhenBatchBegunThenCorrectEach.correcting("killed", mention));
        }
        listening.append(
                "CorrectionBatch",
                "killed",
                0,
                new CorrectionBatchBegun("killed", BRAND, null, Intent.SPAM, mentions, 0, 0, 0, 0),
                Map.of("actor", "ines", "actorKind", "HUMAN", "brand", BRAND));
        listening.caughtUp();
        var done = ended("killed");
        assertThat(done.path("corrected").asInt()).isEqualTo(40);
        assertThat(entries("CorrectionBatch/killed"))
                .last()
                .satisfies(entry ->
                        assertThat(new String(entry.payload(), UTF_8)).contains("\"corrected\":40", "\"leftOut\":0"));
        assertThat(mentions)
                .allSatisfy(mention -> assertThat(entries("Mention/" + mention)).hasSize(3));

        listening
                .bean(WhenBatchBegunThenCorrectEach.class)
                .react(new CorrectionBatchBegun("killed", BRAND, null, Intent.SPAM, mentions, 0, 0, 0, 0));
        assertThat(mentions)
                .allSatisfy(mention -> assertThat(entries("Mention/" + mention)).hasSize(3));
        assertThat(entries("CorrectionBatch/killed")).hasSize(2);
    }

    /** Whatever the order is: a reading is restored only right after the batch had the last word on it. */
    @Test
    void peopleWhoCorrectMeanwhileAlwaysHaveTheLastWord() throws Exception {
        var mentions = said(200, "race");
        var random = new Random(7);
        var acts = new ArrayList<Future<?>>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var person = 0; person < 4; person++) {
                var some = random.ints(50, 0, mentions.size())
                        .mapToObj(mentions::get)
                        .toList();
                acts.add(people.submit(() -> some.forEach(mention -> correct(MALO, mention, "QUESTION"))));
            }
            acts.add(people.submit(() -> begun("race", mentions, "\"intent\":\"SPAM\"")));
            eventually(() -> assertThat(listening
                            .get(INES, "/api/listening/mentions/batches/race")
                            .statusCode())
                    .isEqualTo(200));
            acts.add(people.submit(() -> undone("race")));
        }
        for (var act : acts) {
            act.get();
        }
        var ended = ended("race");
        assertThat(ended.path("state").asString()).isEqualTo("UNDONE");
        var restored = 0;
        for (var mention : mentions) {
            String lastBy = null;
            for (var event : events(mention)) {
                switch (event) {
                    case MentionCorrected e -> lastBy = String.valueOf(e.batchId());
                    case MentionReadingConfirmed e -> lastBy = String.valueOf(e.batchId());
                    case MentionReadingRestored e -> {
                        assertThat(lastBy).isEqualTo("race");
                        restored++;
                        lastBy = "restored";
                    }
                    default -> {}
                }
            }
            assertThat(lastBy).isNotEqualTo("race");
            if ("null".equals(lastBy)) {
                assertThat(row(mention, "intent")).isEqualTo("QUESTION");
            }
        }
        assertThat(ended.path("restored").asInt()).isEqualTo(restored);
        assertThat(ended.path("kept").asInt()).isEqualTo(ended.path("corrected").asInt() - restored);
    }

    @Test
    void whatIsTakenBackNeverComesUpAgainInWhateverOrder() {
        var mentions = said(3, "pile");
        var before = rows();
        begun("pile-a", mentions, "\"tone\":\"negative\",\"intent\":\"CRISIS_SIGN\"");
        begun("pile-b", mentions.subList(0, 2), "\"tone\":\"positive\",\"intent\":\"PRAISE\"");

        var first = undone("pile-a");
        assertThat(first.path("restored").asInt()).isEqualTo(1);
        assertThat(first.path("kept").asInt()).isEqualTo(2);
        assertThat(mentions.subList(0, 2)).allMatch(id -> row(id, "intent").equals("PRAISE"));
        assertThat(types("Mention/" + mentions.getFirst())).last().isEqualTo(MentionReadingKept.class.getName());

        var second = undone("pile-b");
        assertThat(second.path("restored").asInt()).isEqualTo(2);
        assertThat(second.path("kept").asInt()).isZero();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whoeverIsKilledWhileTakingBackCountsTheSameAgain() {
        var mentions = said(4, "resumed");
        begun("resumed-a", mentions, "\"intent\":\"CRISIS_SIGN\"");
        begun("resumed-b", mentions.subList(0, 3), "\"intent\":\"PRAISE\"");
        // As far as the one before came: what it kept and restored is on record, that it ended is not.
        var commands = listening.bean(Commands.class);
        var self = Actor.automation(WhenBatchBegunThenCorrectEach.GROUP);
        for (var mention : mentions.subList(0, 2)) {
            commands.send(new KeepReading(mention, BRAND, "resumed-a"), self, "keep resumed-a " + mention);
        }
        commands.send(
                new RestoreReading(mentions.get(3), BRAND, "resumed-a"), self, "restore resumed-a " + mentions.get(3));

        var undone = undone("resumed-a");
        assertThat(undone.path("restored").asInt()).isEqualTo(1);
        assertThat(undone.path("kept").asInt()).isEqualTo(3);
        assertThat(mentions.subList(0, 3))
                .allSatisfy(mention -> assertThat(types("Mention/" + mention))
                        .filteredOn(MentionReadingKept.class.getName()::equals)
                        .hasSize(1));
    }

    /** Two batches on the same messages, and the first is taken back in the same moment: when the other is taken back too, all is as before. */
    @Test
    void twoBatchesAndAnUndoInTheSameMomentLeaveNothingBehind() throws Exception {
        var mentions = said(40, "moment");
        for (var round = 0; round < 3; round++) {
            var before = rows();
            var a = "moment-a" + round;
            var b = "moment-b" + round;
            try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
                var acts = List.<Future<?>>of(
                        people.submit(() -> put(INES, a, BRAND, mentions, "\"intent\":\"QUESTION\"")),
                        people.submit(() -> put(MALO, b, BRAND, mentions, "\"intent\":\"PRAISE\"")),
                        people.submit(() -> eventually(() -> assertThat(listening
                                        .post(MALO, "/api/listening/mentions/batches/" + a + "/undo", "")
                                        .statusCode())
                                .isIn(200, 202))));
                for (var act : acts) {
                    act.get();
                }
            }
            ended(b);
            undone(a);
            assertThat(undone(b).path("state").asString()).isEqualTo("UNDONE");
            assertThat(rows()).isEqualTo(before);
        }
    }

    private static List<Object> events(String mention) {
        return listening
                .bean(EventStore.class)
                .readEvents("Mention/" + mention)
                .asStream()
                .<Object>map(message -> message.getPayload())
                .toList();
    }

    @Test
    void saysWhatIsWrongWithWhatWasAsked() {
        var mention = said(1, "wrong");
        var many = IntStream.range(0, 2_001).mapToObj(n -> "m" + n).toList();
        assertThat(put(INES, "wrong", BRAND, many, "\"intent\":\"SPAM\"").body())
                .contains("At most 2,000");
        assertThat(put(INES, "wrong", BRAND, List.of(), "\"intent\":\"SPAM\"").body())
                .contains("at least one");
        assertThat(put(INES, "wrong", BRAND, mention, "\"intent\":null").body()).contains("Say a tone or an intent");
        assertThat(put(INES, "wrong", BRAND, mention, "\"intent\":\"SPAM\",\"right\":true")
                        .statusCode())
                .isEqualTo(422);
        assertThat(put(INES, "wrong", BRAND, mention, "\"tone\":\"awful\"").statusCode())
                .isEqualTo(422);
        assertThat(put(INES, "wrong", BRAND, mention, "\"intent\":\"NONE\"").statusCode())
                .isEqualTo(422);
        assertThat(put(INES, "wrong", BRAND, List.of("No id"), "\"intent\":\"SPAM\"")
                        .statusCode())
                .isEqualTo(422);
        assertThat(put(INES, "Wrong", BRAND, mention, "\"intent\":\"SPAM\"").statusCode())
                .isEqualTo(422);
        assertThat(listening
                        .put(INES, "/api/listening/mentions/batches/wrong", "{\"mentions\":[\"m1\"],\"right\":true}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(listening
                        .put(
                                INES,
                                "/api/listening/mentions/batches/wrong",
                                "{\"brand\":\"helianthe\",\"mentions\":[null],\"right\":true}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(listening
                        .post(INES, "/api/listening/mentions/batches/nowhere/undo", "")
                        .statusCode())
                .isEqualTo(404);
    }

    /** All stand in one line. */
    @Test
    void whoHasTwoBatchesUnderWayWaitsForOne() {
        var mention = said(1, "line");
        begun("line-0", mention, "\"tone\":\"positive\"");
        begun("line-1", mention, "\"intent\":\"SPAM\"");
        begun("line-2", mention, "\"intent\":\"PRAISE\"");
        underWay("RUNNING");
        var third = put(INES, "line-3", BRAND, mention, "\"intent\":\"QUESTION\"");
        assertThat(third.statusCode()).isEqualTo(409);
        assertThat(third.body()).contains("TOO_MANY_BATCHES");
        underWay("UNDOING");
        assertThat(put(INES, "line-3", BRAND, mention, "\"intent\":\"QUESTION\"")
                        .body())
                .contains("TOO_MANY_BATCHES");
        assertThat(listening
                        .post(INES, "/api/listening/mentions/batches/line-0/undo", "")
                        .body())
                .contains("TOO_MANY_BATCHES");
        underWay("RUNNING");
        assertThat(put(INES, "line-2", BRAND, mention, "\"intent\":\"PRAISE\"").statusCode())
                .as("what is begun already")
                .isLessThan(300);
        assertThat(put(MALO, "line-4", BRAND, mention, "\"intent\":\"QUESTION\"")
                        .statusCode())
                .isLessThan(300);
        underWay("DONE");
        ended("line-4");
        begun("line-3", mention, "\"intent\":\"SPAM\"");
    }

    private static void underWay(String state) {
        listening
                .jdbc()
                .sql("update correction_batch set state = ? where batch_id in ('line-1', 'line-2')")
                .param(state)
                .update();
    }

    @Test
    void twoThousandAtOnce() {
        var mentions = said(2_000, "storm");
        assertThat(begun("storm", mentions, "\"intent\":\"SPAM\"")
                        .path("corrected")
                        .asInt())
                .isGreaterThan(1_700);
        assertThat(undone("storm").path("kept").asInt()).isZero();
    }

    @Test
    void onThePagesItIsLookedAtWrittenDoneAndTakenBack() {
        var mentions = said(25, "pangolins");
        var room = listening.page(INES, "/listening/mentions?q=pangolins").body();
        assertThat(room)
                .contains("Select all 25 messages that match this filter", "data-key=\"x\"", mentions.getFirst());
        assertThat(listening.page(AUDITOR, "/listening/mentions?q=pangolins").body())
                .contains(mentions.getFirst())
                .doesNotContain("pick-box", "data-picked", "Select all");

        var review = listening.submit(
                INES, "/listening/mentions/batches/review", "all=true&q=pangolins&sayTone=&sayIntent=SPAM");
        assertThat(review.statusCode()).as(review.body()).isEqualTo(200);
        assertThat(review.body())
                .contains("What would happen", "write the number of messages: 25")
                .doesNotContain("??");
        assertThat(mentions).allSatisfy(id -> assertThat(review.body()).contains(id));
        assertThat(row(mentions.getFirst(), "settled")).isEqualTo("false");

        var begin = "id=pangolins&brand=helianthe&q=pangolins&sayIntent=SPAM&counted=25&mention="
                + encoded(String.join(",", mentions));
        var unwritten = listening.submit(INES, "/listening/mentions/batches", begin + "&written=24");
        assertThat(unwritten.statusCode()).isEqualTo(422);
        assertThat(unwritten.body()).contains("Write 25.");
        var recounted = listening.submit(
                INES, "/listening/mentions/batches", begin.replace("counted=25", "counted=24") + "&written=24");
        assertThat(recounted.statusCode()).isEqualTo(422);
        assertThat(recounted.body()).contains("have changed since you looked");
        assertThat(listening
                        .get(INES, "/api/listening/mentions/batches/pangolins")
                        .statusCode())
                .isEqualTo(404);

        for (var twice = 0; twice < 2; twice++) {
            var begun = listening.submit(INES, "/listening/mentions/batches", begin + "&written=25");
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(302);
            assertThat(begun.headers().firstValue("Location").orElseThrow())
                    .endsWith("/listening/mentions/batches/pangolins");
            ended("pangolins");
        }
        var page = listening.page(INES, "/listening/mentions/batches/pangolins");
        assertThat(page.body()).contains("25 messages corrected", "data-undo", "data-key=\"u\"", "Inès Aubry");
        assertThat(listening
                        .page(AUDITOR, "/listening/mentions/batches/pangolins")
                        .body())
                .contains("25 messages corrected")
                .doesNotContain("data-key=\"u\"");
        assertThat(listening.page(INES, "/listening/mentions/batches").body())
                .contains("/listening/mentions/batches/pangolins");

        var undo = listening.submit(INES, "/listening/mentions/batches/pangolins/undo", "");
        assertThat(undo.statusCode()).isEqualTo(302);
        ended("pangolins");
        assertThat(listening.page(INES, "/listening/mentions/batches/pangolins").body())
                .contains("Undone: 25 messages are read as before")
                .doesNotContain("data-undo");
    }

    @Test
    void fewNeedNoNumberAndTheReadingCanBeRight() {
        var mentions = said(2, "few");
        var begun = listening.submit(
                INES,
                "/listening/mentions/batches",
                "id=few&brand=helianthe&right=true&counted=2&mention=" + mentions.get(0) + "&mention="
                        + mentions.get(1));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(302);
        assertThat(ended("few").path("corrected").asInt()).isEqualTo(2);
        assertThat(types("Mention/" + mentions.get(0))).last().isEqualTo(MentionReadingConfirmed.class.getName());
    }

    @Test
    void theReviewAsksForWhatIsMissing() {
        var mention = said(1, "missing").getFirst();
        var unsaid = listening.submit(INES, "/listening/mentions/batches/review", "mention=" + mention);
        assertThat(unsaid.statusCode()).isEqualTo(422);
        assertThat(unsaid.body()).contains("Say a tone or an intent", "sayIntent", "Nothing has been changed");
        var nothing = listening.submit(INES, "/listening/mentions/batches/review", "sayIntent=SPAM");
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("Select at least one message");
        assertThat(listening
                        .submit(AUDITOR, "/listening/mentions/batches/review", "sayIntent=SPAM&mention=" + mention)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoWorksForTwoBrandsDoesOneAtATime() {
        var mine = said(3, "two");
        var theirs = said(OTHER_BRAND, 2, "two");
        var all = Stream.concat(mine.stream(), theirs.stream()).collect(Collectors.joining(","));
        var review =
                listening.submit(BOTH, "/listening/mentions/batches/review", "sayIntent=SPAM&mention=" + encoded(all));
        assertThat(review.body()).contains("left out: not of this brand", "Borealis", "Count again");
        var other = listening.submit(
                BOTH, "/listening/mentions/batches/review", "sayIntent=SPAM&brand=borealis&mention=" + encoded(all));
        assertThat(other.body()).contains("Correct 2 messages");
    }

    @Test
    void saysAllOfThatInFrench() {
        var mentions = said(30, "ornithorynque");
        var french = TestMembers.inFrench(INES);
        var review = listening.submit(
                french, "/listening/mentions/batches/review", "all=true&q=ornithorynque&sayTone=negative&sayIntent=");
        begun("ornithorynque", mentions, "\"tone\":\"negative\"");
        for (var page : List.of(
                listening.page(french, "/listening/mentions?q=ornithorynque"),
                review,
                listening.page(french, "/listening/mentions/batches/ornithorynque"),
                listening.fragment(french, "/listening/mentions/batches/ornithorynque"),
                listening.page(french, "/listening/mentions/batches"))) {
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("??");
        }
        assertThat(review.body()).contains("écrivez le nombre de messages\u00a0: 30");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
