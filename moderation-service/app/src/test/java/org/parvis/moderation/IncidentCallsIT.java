package org.parvis.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.moderation.House.BRAND;
import static org.parvis.moderation.House.MALIK;
import static org.parvis.moderation.House.PRIYA;
import static org.parvis.moderation.House.STRANGER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.EntryMetadata;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.listening.api.AlertRaised;
import org.parvis.listening.api.AlertRuleSet;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;
import org.parvis.listening.api.IncidentAcknowledged;
import org.parvis.listening.api.IncidentClosed;
import org.parvis.listening.api.IncidentOpened;
import org.parvis.listening.api.IncidentOutcome;
import org.parvis.listening.api.IncidentReopened;
import org.parvis.listening.api.TopicDefined;
import org.parvis.listening.api.TopicSubject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What listening's entries make moderation do: call somebody, or nobody, and stop when the incident is taken or over. */
class IncidentCallsIT {

    private static final Actor READER = TestMembers.member("priya", Role.LEAD, Grant.EVERY_BRAND);

    private static RunningService service;
    private static int incidents;

    @BeforeAll
    static void start() {
        service = RunningService.start(ModerationApplication.class);
        House.furnish(service);
        House.isFurnished(service);
        for (var brand : List.of("two", "none")) {
            service.append(new BrandRegistered(brand, "Brand " + brand, "FR", List.of("en"), "Europe/Paris"));
            for (var member : List.of("priya", "malik", "theo")) {
                service.append(new GrantGiven(member, brand + "-" + member, Role.LEAD, brand, null, null, null));
            }
        }
        service.append(new TopicDefined(
                "payment", BRAND, "Paiement", TopicSubject.PRODUCT, "payer", List.of("fr"), null, null));
        service.caughtUp();
        define("night", BRAND);
        define("two-day", "two");
        define("two-night", "two");
        service.caughtUp();
    }

    @AfterAll
    static void nothingIsLeftUndigestedAndStop() {
        try {
            assertThat(service.bean(DeadLetters.class).count()).isZero();
        } finally {
            service.close();
        }
    }

    private static void define(String rota, String brand) {
        var lead = TestMembers.member("priya", Role.LEAD, brand);
        var answer = service.put(lead, "/api/moderation/rotas/" + rota, """
                {"brand":"%s","name":"%s","levels":[["malik"],["priya","theo"]],"perLevel":"PT5M"}
                """.formatted(brand, rota));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String open(String brand, String topic) {
        var id = "i-" + ++incidents;
        service.append(new IncidentOpened(id, brand, Instant.now()));
        alert(id, brand, topic);
        return id;
    }

    private static void alert(String incident, String brand, String topic) {
        service.append(alert(incident, brand, topic, Instant.now()));
        service.caughtUp();
    }

    private static AlertRaised alert(String incident, String brand, String topic, Instant now) {
        return new AlertRaised(
                incident,
                brand,
                incident + "-" + topic,
                topic,
                AlertSignal.VOLUME,
                AlertSensitivity.NORMAL,
                now.minusSeconds(7200),
                now,
                61.6,
                2.4,
                9,
                4.2,
                1e-9,
                List.of("m1"));
    }

    private static void rule(String brand, String topic, String rota) {
        service.append(new AlertRuleSet(
                "topic." + topic, brand, topic, AlertSensitivity.NORMAL, List.of(AlertSignal.VOLUME), null, rota));
        service.caughtUp();
    }

    private static List<JsonNode> called(String incident) {
        return service
                .jdbc()
                .sql("select escalation_id from escalation where subject = ? order by raised_at, escalation_id")
                .param("incident:" + incident)
                .query(String.class)
                .list()
                .stream()
                .map(id -> JsonMapper.shared()
                        .readTree(service.get(READER, "/api/moderation/escalations/" + id)
                                .body()))
                .toList();
    }

    private static String stateOf(String incident) {
        return called(incident).getFirst().path("state").asString();
    }

    @Test
    void theOnlyRotaOfTheBrandIsCalledOnceHoweverManyAlertsTheIncidentHas() {
        var incident = open(BRAND, "payment");
        alert(incident, BRAND, "other");
        var matters = called(incident);
        assertThat(matters).hasSize(1);
        var matter = matters.getFirst();
        assertThat(matter.path("id").asString()).isEqualTo(incident + "_1");
        assertThat(matter.path("rota").asString()).isEqualTo("night");
        assertThat(matter.path("reason").asString())
                .isEqualTo("Paiement\u00a0: 62 mentions en deux heures, 2 d’habitude");
        assertThat(matter.path("calls").path(0).path("members").valueStream().map(JsonNode::asString))
                .containsExactly("malik");
        var taken = service.post(PRIYA, "/api/moderation/escalations", """
                {"id":"%s_2","subject":"conversation:c1","brand":"helianthe","reason":"Taken beforehand"}
                """.formatted(incident));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(422);
        var page = service.page(MALIK, "/moderation/escalations/" + incident + "_1");
        assertThat(page.body()).contains("/listening/alerts/" + incident, "Listening raised this");
        assertThat(service.get(STRANGER, "/api/moderation/escalations/" + incident + "_1")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoeverTakesTheIncidentHasTheEscalationAndBothEndTogether() {
        var incident = open(BRAND, "payment");
        assertThat(stateOf(incident)).isEqualTo("CALLING");
        service.append(new IncidentAcknowledged(incident, BRAND, "ines"));
        service.caughtUp();
        assertThat(stateOf(incident)).isEqualTo("ACKNOWLEDGED");
        assertThat(called(incident).getFirst().path("holder").asString()).isEqualTo("ines");
        close(incident, IncidentOutcome.FALSE_ALARM, "ines", "HUMAN");
        var matter = called(incident).getFirst();
        assertThat(matter.path("state").asString()).isEqualTo("CLOSED");
        assertThat(matter.path("closedBy").asString()).isEqualTo("ines");
        assertThat(service.page(PRIYA, "/moderation/escalations/" + incident + "_1")
                        .body())
                .contains("Inès Caradec closed the incident: false alarm");
    }

    @Test
    void whatEndsByItselfWasAcknowledgedByNobody() {
        var incident = open(BRAND, "payment");
        close(incident, IncidentOutcome.QUIET, "listening.alert.round", "AUTOMATION");
        var matter = called(incident).getFirst();
        assertThat(matter.path("state").asString()).isEqualTo("CLOSED");
        assertThat(matter.has("holder")).isFalse();
        assertThat(service.page(PRIYA, "/moderation/escalations/" + incident + "_1")
                        .body())
                .contains("The incident ended by itself");
    }

    @Test
    void anIncidentThatIsOpenedAgainCallsAgain() {
        var incident = open(BRAND, "payment");
        close(incident, IncidentOutcome.HARMLESS, "ines", "HUMAN");
        service.append(new IncidentReopened(incident, BRAND));
        service.caughtUp();
        assertThat(called(incident).stream()
                        .map(matter -> matter.path("id").asString() + " "
                                + matter.path("state").asString()))
                .containsExactly(incident + "_1 CLOSED", incident + "_2 CALLING");
        service.append(new IncidentAcknowledged(incident, BRAND, "ines"));
        service.caughtUp();
        assertThat(called(incident).getLast().path("state").asString()).isEqualTo("ACKNOWLEDGED");
    }

    @Test
    void nobodyIsCalledByAGuess() {
        assertThat(called(open("none", "payment-none"))).isEmpty();
        var incident = open("two", "payment-two");
        assertThat(called(incident)).isEmpty();
        rule("two", "chosen", "two-night");
        alert(incident, "two", "chosen");
        assertThat(called(incident).getFirst().path("rota").asString()).isEqualTo("two-night");
    }

    @Test
    void aRuleMayCallNobodyAndNeverARotaOfAnotherBrand() {
        rule(BRAND, "quiet", AlertRuleSet.NOBODY);
        assertThat(called(open(BRAND, "quiet"))).isEmpty();
        rule(BRAND, "foreign", "two-night");
        assertThat(called(open(BRAND, "foreign")).getFirst().path("rota").asString())
                .isEqualTo("night");
    }

    @Test
    void nobodyIsWokenAboutWhatIsLongOver() {
        var yesterday = Instant.now().minus(Duration.ofHours(13));
        for (var event :
                List.of(new IncidentOpened("i-old", BRAND, yesterday), alert("i-old", BRAND, "payment", yesterday))) {
            service.bean(LedgerStorageEngine.class)
                    .appendEvents(List.of(new GenericDomainEventMessage<>(
                            "Watch",
                            "old-" + event.getClass().getSimpleName(),
                            0,
                            event,
                            MetaData.emptyInstance(),
                            UUID.randomUUID().toString(),
                            yesterday)));
        }
        service.caughtUp();
        assertThat(called("i-old")).isEmpty();
    }

    private static void close(String incident, IncidentOutcome outcome, String actor, String kind) {
        service.append(
                "Watch",
                "watch-" + incident,
                0,
                new IncidentClosed(incident, BRAND, outcome),
                Map.of(EntryMetadata.ACTOR, actor, EntryMetadata.ACTOR_KIND, kind));
        service.caughtUp();
    }
}
