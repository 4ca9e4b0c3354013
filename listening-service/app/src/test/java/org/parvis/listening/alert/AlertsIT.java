package org.parvis.listening.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.parvis.axon.Commands;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Rebuild;
import org.parvis.boot.testing.ForwardClock;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.TopicMatch;
import org.parvis.moderation.api.EscalationAcknowledged;
import org.parvis.moderation.api.EscalationClimbed;
import org.parvis.moderation.api.EscalationClosed;
import org.parvis.moderation.api.EscalationRaised;
import org.parvis.moderation.api.RotaDefined;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A crisis of one brand, from the first alert to the closing, on a real ledger. */
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsIT {

    private static final String BRAND = "helianthe";
    private static final Actor INES = TestMembers.member("ines", Role.COMMUNITY_MANAGER, BRAND);
    private static final Actor THEO = TestMembers.member("theo", Role.LEAD, BRAND);
    private static final Actor MERLE = TestMembers.member("merle", Role.AGENCY, BRAND);
    private static final Actor OTTO = TestMembers.member("otto", Role.LEAD, "borealis");
    private static final Duration FIVE = Duration.ofMinutes(5);
    private static final ForwardClock CLOCK = new ForwardClock();

    private static RunningService listening;
    private static int written;

    @BeforeAll
    static void start() {
        listening = RunningService.start(
                ListeningApplication.class,
                Map.of("parvis.listening.look-every", "PT1H", "parvis.listening.alert-every", "PT10H"),
                beans -> beans.registerBean("clock", Clock.class, () -> CLOCK));
        listening.append(new BrandRegistered(BRAND, "Hélianthe", "FR", List.of("fr"), "Europe/Paris"));
        listening.append(new MemberRegistered("ines", "Inès Caradec", "ines@example.org", "fr", "Europe/Paris"));
        for (var topic : List.of("payment", "muted")) {
            assertThat(listening
                            .put(THEO, "/api/listening/topics/" + topic, """
                                    {"brand":"helianthe","name":"%s","subject":"PRODUCT","query":"%s"}
                                    """.formatted(topic, topic))
                            .statusCode())
                    .isEqualTo(201);
        }
        for (int hour = 6 * 24; hour > 2; hour--) {
            write("payment", CLOCK.instant().minus(Duration.ofHours(hour)), "regular-" + hour % 7, 0.1);
        }
        listening.caughtUp();
        look();
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
    @Order(1)
    void ordinaryTalkIsNoAlert() {
        assertThat(incidents(INES)).isEmpty();
    }

    @Test
    @Order(2)
    void oneCrisisIsOneIncidentHoweverManySignalsAndTopicsItShowsIn() {
        crisis("payment");
        look();
        var open = incidents(INES);
        assertThat(open).hasSize(1);
        assertThat(open.getFirst()
                        .path("alerts")
                        .valueStream()
                        .map(alert -> alert.path("signal").asString() + " "
                                + alert.path("topicId").asString()))
                .contains("VOLUME payment", "NEGATIVE_VOLUME payment", "AUTHORS payment", "VOLUME ")
                .doesNotHaveDuplicates();
        var alert = open.getFirst().path("alerts").path(0);
        assertThat(alert.path("observed").asDouble()).isBetween(60.0, 65.0);
        assertThat(alert.path("expected").asDouble()).isBetween(1.0, 3.0);
        assertThat(alert.path("threshold").asDouble())
                .isBetween(
                        alert.path("expected").asDouble(),
                        alert.path("observed").asDouble());
        assertThat(alert.path("mentions")).hasSize(50);
        assertThat(open.getFirst().path("alerts").valueStream())
                .filteredOn(one -> one.path("signal").asString().equals("AUTHORS"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("observed").asDouble())
                        .as("each of them once, however often they wrote")
                        .isEqualTo(45));
        assertThat(entries().getFirst()).endsWith("IncidentOpened");
    }

    @Test
    @Order(3)
    void whoeverLooksAgainOrAfterARestartOrFromAnotherReplicaTellsNothingTwice() {
        var before = entries();
        look();
        restartedRound().look();
        CLOCK.forward(Duration.ofMinutes(1));
        look();
        restartedRound().look();
        listening.caughtUp();
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void othersBrandsSeeNothingAndAgenciesDecideNothing() {
        var id = incidents(INES).getFirst().path("incidentId").asString();
        assertThat(incidents(OTTO)).isEmpty();
        assertThat(listening.get(OTTO, "/api/listening/incidents/" + id).statusCode())
                .isEqualTo(404);
        assertThat(listening
                        .post(OTTO, "/api/listening/incidents/" + id + "/acknowledge", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(listening.get(MERLE, "/api/listening/incidents/" + id).statusCode())
                .isEqualTo(200);
        assertThat(listening
                        .post(MERLE, "/api/listening/incidents/" + id + "/acknowledge", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(listening
                        .put(INES, "/api/listening/topics/payment/alert-rule", "{\"sensitivity\":\"nonsense\"}")
                        .statusCode())
                .as("whoever may not is not told what is wrong with their form")
                .isEqualTo(403);
    }

    @Test
    @Order(4)
    void thePagesSayItInWordsWithWhatMakesTheExcess() {
        var id = incidents(INES).getFirst().path("incidentId").asString();
        assertThat(listening.page(INES, "/listening/alerts").body()).contains("payment", id);
        var page = listening.page(INES, "/listening/alerts/" + id);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body())
                .contains("mentions", "class=\"band\"", "class=\"thr\"", "débité", "angry-1", "data-key=\"x\"")
                .contains("45 people wrote");
        assertThat(listening.page(MERLE, "/listening/alerts/" + id).body()).doesNotContain("data-key=\"x\"");
        assertThat(listening.page(OTTO, "/listening/alerts/" + id).statusCode()).isEqualTo(404);
        assertThat(listening.fragment(INES, "/listening/today").body()).contains(id);
        assertThat(listening.page(INES, "/listening/alert-rules").body()).contains("payment");
        for (var address : List.of("topic/payment", "brand/" + BRAND)) {
            assertThat(listening.page(THEO, "/listening/alert-rules/" + address).body())
                    .contains("name=\"signals\"");
            assertThat(listening.page(INES, "/listening/alert-rules/" + address).body())
                    .doesNotContain("name=\"signals\"");
        }
    }

    @Test
    @Order(4)
    void thePageSaysPlainlyThatNobodyIsCalledAndHowToChangeIt() {
        var id = incidents(INES).getFirst().path("incidentId").asString();
        assertThat(listening.page(INES, "/listening/alerts/" + id).body())
                .contains("Nobody is called: the brand has no rota.", "/listening/alert-rules/", "/moderation/rotas")
                .contains("subject=incident:" + id);
        assertThat(listening.page(THEO, "/listening/alert-rules/topic/payment").body())
                .contains("there is none yet, nobody is called");
    }

    @Test
    @Order(5)
    void aRuleNamesARotaOfItsBrandOrNobody() {
        var form = "{\"sensitivity\":\"NORMAL\",\"signals\":[\"VOLUME\"],\"rota\":\"%s\"}";
        listening.append(rota("night", BRAND));
        listening.append(rota("foreign", "borealis"));
        listening.caughtUp();
        assertThat(listening.page(THEO, "/listening/alert-rules/topic/muted").body())
                .contains("The brand’s rota: Rota night")
                .doesNotContain("Rota foreign");
        listening.append(rota("day", BRAND));
        listening.caughtUp();
        assertThat(listening.page(THEO, "/listening/alert-rules/topic/muted").body())
                .contains("there are several rotas, nobody is called");
        for (var unknown : List.of("foreign", "never")) {
            var refused = listening.put(THEO, "/api/listening/topics/muted/alert-rule", form.formatted(unknown));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("no rota of that name");
        }
        for (var known : List.of("night", "nobody:")) {
            assertThat(listening
                            .put(THEO, "/api/listening/topics/muted/alert-rule", form.formatted(known))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(rule("muted").path("rota").asString()).isEqualTo(known);
        }
        var saved = listening.submit(
                THEO, "/listening/alert-rules/topic/muted", "sensitivity=NORMAL&signals=VOLUME&mute=&rota=day");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(302);
        assertThat(rule("muted").path("rota").asString()).isEqualTo("day");
        assertThat(listening.page(INES, "/listening/alert-rules/topic/muted").body())
                .contains("Rota day");
    }

    private static RotaDefined rota(String id, String brand) {
        return new RotaDefined(id, brand, "Rota " + id, List.of(List.of("ines")), Duration.ofMinutes(5));
    }

    @Test
    @Order(7)
    void whoeverAnswersTheCallIsOnTheIncidentAndThePageTellsBoth() {
        var id = incidents(INES).getFirst().path("incidentId").asString();
        assertThat(incidents(INES).getFirst().path("acknowledgedBy").isNull()).isTrue();
        listening.append(new EscalationRaised(
                id + "_1", BRAND, "incident:" + id, "night", "62 mentions", List.of(List.of("ines")), FIVE, 2));
        listening.append(new EscalationClimbed(
                id + "_1", BRAND, 1, 1, List.of("ines"), CLOCK.instant().plus(FIVE), 1));
        listening.caughtUp();
        assertThat(listening.page(INES, "/listening/alerts/" + id).body())
                .contains("/moderation/escalations/" + id + "_1", "Being called: Inès Caradec", "the next ones at");
        assertThat(listening.page(MERLE, "/listening/alerts/" + id).statusCode())
                .isEqualTo(200);
        listening.append(new EscalationAcknowledged(id + "_1", BRAND, "ines", 1));
        listening.caughtUp();
        assertThat(incidents(INES).getFirst().path("acknowledgedBy").asString()).isEqualTo("ines");
        assertThat(listening.page(INES, "/listening/alerts/" + id).body()).contains("Inès Caradec has it");
        listening.append(new EscalationClosed(id + "_1", BRAND, "Refunded"));
        listening.caughtUp();
        assertThat(listening.page(INES, "/listening/alerts/" + id).body())
                .contains("The escalation was closed", "the incident is still open");
    }

    @Test
    @Order(7)
    void aMatterRaisedByHandAboutNoIncidentAtAllTakesNone() {
        listening.append(new EscalationRaised(
                "by-hand", "borealis", "incident:never", "night", "x", List.of(List.of("otto")), FIVE, 2));
        listening.append(new EscalationAcknowledged("by-hand", "borealis", "otto", 1));
        listening.caughtUp();
        assertThat(listening.bean(DeadLetters.class).count()).isZero();
    }

    @Test
    @Order(5)
    void aLeadChangesARuleOnItsPage() {
        var saved = listening.submit(
                THEO, "/listening/alert-rules/topic/payment", "sensitivity=LOWER&signals=VOLUME&signals=AUTHORS&mute=");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(302);
        assertThat(rule("payment").path("sensitivity").asString()).isEqualTo("LOWER");
        assertThat(rule("payment").path("signals")).hasSize(2);
        assertThat(listening
                        .submit(INES, "/listening/alert-rules/topic/payment", "sensitivity=LOWER&signals=VOLUME")
                        .statusCode())
                .isEqualTo(403);
        assertThat(listening
                        .submit(THEO, "/listening/alert-rules/topic/payment", "sensitivity=LOWER&mute=")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    @Order(5)
    void somebodyTakesItCallsItFalseAndTakesThatBack() {
        var id = incidents(INES).getFirst().path("incidentId").asString();
        CLOCK.forward(Duration.ofMinutes(4));
        assertThat(act(INES, id, "acknowledge", "").path("acknowledgedBy").asString())
                .isEqualTo("ines");
        assertThat(act(INES, id, "close", "{\"outcome\":\"FALSE_ALARM\"}")
                        .path("outcome")
                        .asString())
                .isEqualTo("FALSE_ALARM");
        assertThat(rule("payment").path("precision").asDouble()).isZero();
        assertThat(listening
                        .post(INES, "/api/listening/incidents/" + id + "/close", "{\"outcome\":\"CRISIS\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(act(INES, id, "reopen", "").path("closedAt").isNull()).isTrue();
        assertThat(rule("payment").path("precision").isNull()).isTrue();
        act(INES, id, "acknowledge", "");
        act(INES, id, "close", "{\"outcome\":\"CRISIS\"}");
        assertThat(rule("payment").path("precision").asDouble()).isEqualTo(1);
        assertThat(rule("payment").path("untilAcknowledged").asString()).startsWith("PT");
        assertThat(listening
                        .post(INES, "/api/listening/incidents/" + id + "/close", "{\"outcome\":\"QUIET\"}")
                        .statusCode())
                .as("quiet is what nobody decided")
                .isEqualTo(422);
    }

    @Test
    @Order(6)
    void aMutedRuleTellsNobodyUntilItsTimeIsOver() {
        var until = CLOCK.instant().plus(Duration.ofMinutes(5));
        assertThat(listening
                        .put(THEO, "/api/listening/topics/muted/alert-rule", """
                                {"sensitivity":"HIGHER","signals":["VOLUME"],"mutedUntil":"+999999999-12-31T23:59:59Z"}
                                """)
                        .statusCode())
                .as("what no read model could hold")
                .isEqualTo(422);
        assertThat(listening
                        .put(THEO, "/api/listening/topics/muted/alert-rule", """
                                {"sensitivity":"HIGHER","signals":["VOLUME"],"mutedUntil":"%s"}
                                """.formatted(until))
                        .statusCode())
                .isEqualTo(200);
        assertThat(listening
                        .put(THEO, "/api/listening/brands/helianthe/alert-rule", """
                                {"sensitivity":"NORMAL","signals":["NEGATIVE_SHARE"],"mutedUntil":"%s"}
                                """.formatted(until))
                        .statusCode())
                .isEqualTo(200);
        for (int i = 0; i < 200; i++) {
            write("muted", CLOCK.instant().minus(Duration.ofMinutes(i % 40)), "new-" + i, 0);
        }
        listening.caughtUp();
        look();
        assertThat(incidents(INES))
                .allSatisfy(incident ->
                        assertThat(incident.path("closedAt").isNull()).isFalse());
        CLOCK.forward(Duration.ofMinutes(6));
        look();
        assertThat(incidents(INES).getFirst().path("closedAt").isNull()).isTrue();
        assertThat(incidents(INES).getFirst().path("alerts")).hasSize(1);
        assertThat(listening
                        .put(
                                THEO,
                                "/api/listening/topics/muted/alert-rule",
                                "{\"sensitivity\":\"NORMAL\",\"signals\":[]}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    @Order(6)
    void aRuleIsTriedOnThePastWithoutTellingAnybody() {
        var before = entries();
        RunningService.eventually(
                () -> assertThat(trial(THEO).path("report").isNull()).isFalse());
        var answer = trial(THEO).path("report");
        assertThat(answer.path("rings")).hasSize(1);
        assertThat(answer.path("hits")
                        .path(0)
                        .path("incident")
                        .path("incidentId")
                        .asString())
                .isNotEmpty();
        assertThat(answer.path("misses")).isEmpty();
        assertThat(answer.path("elsewhere").asInt()).isZero();
        assertThat(entries()).isEqualTo(before);
        assertThat(listening
                        .get(INES, "/api/listening/topics/payment/alert-rule/trial")
                        .statusCode())
                .isEqualTo(403);
        assertThat(listening
                        .get(THEO, "/api/listening/topics/payment/alert-rule/trial?days=7")
                        .statusCode())
                .isEqualTo(422);
        assertThat(listening
                        .page(THEO, "/listening/alert-rules/topic/payment/trial?days=30&sensitivity=LOWER")
                        .body())
                .contains("id=\"trial\"", "payment");
    }

    private static JsonNode trial(Actor actor) {
        var answer = listening.get(actor, "/api/listening/topics/payment/alert-rule/trial?days=30");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    @Order(8)
    void whatNobodyClosesIsClosedWhenItHasBeenQuietForHalfADay() {
        CLOCK.forward(Duration.ofHours(11));
        look();
        assertThat(incidents(INES).getFirst().path("closedAt").isNull()).isTrue();
        CLOCK.forward(Duration.ofHours(30));
        look();
        assertThat(incidents(INES).getFirst().path("outcome").asString()).isEqualTo("QUIET");
        assertThat(incidents(INES).getFirst().path("closedBy").asString()).isEqualTo("listening.alert.round");
    }

    @Test
    @Order(9)
    void theReadModelsComeOutTheSameFromTheLedger() throws Exception {
        var before = listening.get(INES, "/api/listening/incidents").body();
        var counts = listening
                .jdbc()
                .sql("select sum(bucket), count(*) from alert_count")
                .query()
                .singleRow();
        for (var group : List.of("listening.alert.board", "listening.alert.counts", "listening.integration.calls")) {
            listening.bean(Rebuild.class).run(group, (done, all) -> {});
        }
        assertThat(listening.get(INES, "/api/listening/incidents").body()).isEqualTo(before);
        assertThat(listening
                        .jdbc()
                        .sql("select sum(bucket), count(*) from alert_count")
                        .query()
                        .singleRow())
                .isEqualTo(counts);
    }

    static void crisis(String topic) {
        for (int i = 0; i < 60; i++) {
            write(topic, CLOCK.instant().minus(Duration.ofSeconds(60 + i * 20L)), "angry-" + i % 45, -0.7);
        }
        listening.caughtUp();
    }

    private static void write(String topic, Instant at, String person, double tone) {
        var id = "m-" + written++;
        listening.append(new MentionCollected(
                id,
                BRAND,
                "forum",
                "FEED",
                "t-" + id,
                person,
                person,
                person,
                "r-" + id,
                null,
                "https://forum.example/" + id,
                null,
                tone < 0 ? "Débité deux fois, remboursement refusé" : "Le vol était à l’heure",
                at,
                at,
                List.of(new TopicMatch(topic, List.of(topic)))));
        listening.append(new MentionClassified(
                id,
                BRAND,
                "fr",
                tone,
                tone < 0 ? Intent.CRITICISM : Intent.OTHER,
                false,
                false,
                List.of(),
                "test",
                person));
    }

    private static void look() {
        listening.bean(AlertRound.class).look();
        listening.caughtUp();
    }

    private static AlertRound restartedRound() {
        return new AlertRound(
                listening.bean(SeriesCounts.class),
                listening.bean(AlertRules.class),
                listening.bean(Incidents.class),
                listening.bean(Commands.class),
                CLOCK);
    }

    private static List<JsonNode> incidents(Actor reader) {
        var answer = listening.get(reader, "/api/listening/incidents");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("items")
                .valueStream()
                .toList();
    }

    private static JsonNode act(Actor actor, String id, String act, String body) {
        var answer = listening.post(actor, "/api/listening/incidents/" + id + "/" + act, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JsonNode rule(String topic) {
        var answer = listening.get(INES, "/api/listening/topics/" + topic + "/alert-rule");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<String> entries() {
        return listening.bean(LedgerReader.class).readAggregate("Watch/" + BRAND, 0).stream()
                .map(Entry::eventType)
                .toList();
    }
}
