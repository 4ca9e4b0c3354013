package org.parvis.listening.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.parvis.axon.EntryMetadata;
import org.parvis.listening.alert.AlertCommand.AcknowledgeIncident;
import org.parvis.listening.alert.AlertCommand.CloseIncident;
import org.parvis.listening.alert.AlertCommand.GiveIncident;
import org.parvis.listening.alert.AlertCommand.RaiseAlert;
import org.parvis.listening.alert.AlertCommand.ReopenIncident;
import org.parvis.listening.api.AlertRaised;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;
import org.parvis.listening.api.IncidentAcknowledged;
import org.parvis.listening.api.IncidentClosed;
import org.parvis.listening.api.IncidentOpened;
import org.parvis.listening.api.IncidentOutcome;
import org.parvis.listening.api.IncidentReopened;

class WatchTest {

    private static final String BRAND = "helianthe";
    private static final Instant AT = Instant.parse("2026-11-21T22:52:00Z");
    private static final String ALERT = AlertIds.of(BRAND, "payment", AlertSignal.VOLUME, AT);
    private static final String INCIDENT = "i-" + ALERT;
    private static final IncidentOpened OPENED = new IncidentOpened(INCIDENT, BRAND, AT);
    private static final Map<String, ?> BY_INES =
            Map.of(EntryMetadata.ACTOR, "ines", EntryMetadata.ACTOR_KIND, "HUMAN");
    private static final Map<String, ?> BY_A_MACHINE =
            Map.of(EntryMetadata.ACTOR, "round", EntryMetadata.ACTOR_KIND, "AUTOMATION");

    private final AggregateTestFixture<Watch> fixture = new AggregateTestFixture<>(Watch.class);

    private static RaiseAlert raise(String topic, Instant to) {
        return new RaiseAlert(
                BRAND,
                topic,
                AlertSignal.VOLUME,
                AlertSensitivity.NORMAL,
                to.minus(Duration.ofHours(2)),
                to,
                new Look(96, 14, 40, 12.5, 1e-20, true),
                List.of("m1"));
    }

    private static AlertRaised raised(String topic, Instant to) {
        return new AlertRaised(
                INCIDENT,
                BRAND,
                AlertIds.of(BRAND, topic, AlertSignal.VOLUME, to),
                topic,
                AlertSignal.VOLUME,
                AlertSensitivity.NORMAL,
                to.minus(Duration.ofHours(2)),
                to,
                96,
                14,
                40,
                12.5,
                1e-20,
                List.of("m1"));
    }

    @Test
    void theFirstAlertOpensAnIncidentAndOthersJoinIt() {
        fixture.givenNoPriorActivity().when(raise("payment", AT)).expectEvents(OPENED, raised("payment", AT));
        fixture.given(OPENED, raised("payment", AT))
                .when(raise("storm", AT.plusSeconds(60)))
                .expectResultMessagePayload(true)
                .expectEvents(raised("storm", AT.plusSeconds(60)));
    }

    @Test
    void theSameIsToldOnceADay() {
        fixture.given(OPENED, raised("payment", AT))
                .when(raise("payment", AT.plus(Duration.ofHours(23))))
                .expectResultMessagePayload(false)
                .expectNoEvents();
        fixture.given(OPENED, raised("payment", AT))
                .when(raise("payment", AT.plus(Duration.ofHours(24))))
                .expectEvents(raised("payment", AT.plus(Duration.ofHours(24))));
    }

    @Test
    void theFirstWhoSaysSoIsOnItAndNoMachineIs() {
        fixture.given(OPENED, raised("payment", AT))
                .when(new AcknowledgeIncident(BRAND, INCIDENT), BY_INES)
                .expectEvents(new IncidentAcknowledged(INCIDENT, BRAND, "ines"));
        fixture.given(OPENED, raised("payment", AT), new IncidentAcknowledged(INCIDENT, BRAND, "hugo"))
                .when(new AcknowledgeIncident(BRAND, INCIDENT), BY_INES)
                .expectNoEvents();
        fixture.given(OPENED, raised("payment", AT))
                .when(new AcknowledgeIncident(BRAND, INCIDENT), BY_A_MACHINE)
                .expectException(AlertRefused.class)
                .expectNoEvents();
    }

    @Test
    void whoeverTookItsEscalationIsOnItUnlessSomebodyIsOrItIsOver() {
        var give = new GiveIncident(BRAND, INCIDENT, "malik");
        fixture.given(OPENED, raised("payment", AT))
                .when(give, BY_A_MACHINE)
                .expectEvents(new IncidentAcknowledged(INCIDENT, BRAND, "malik"));
        fixture.given(OPENED, raised("payment", AT), new IncidentAcknowledged(INCIDENT, BRAND, "ines"))
                .when(give, BY_A_MACHINE)
                .expectNoEvents();
        fixture.given(OPENED, raised("payment", AT), new IncidentClosed(INCIDENT, BRAND, IncidentOutcome.CRISIS))
                .when(give, BY_A_MACHINE)
                .expectNoEvents();
    }

    @Test
    void peopleCloseItWithAnOutcomeAndAMachineOnlyWhenItIsQuiet() {
        var falseAlarm = new IncidentClosed(INCIDENT, BRAND, IncidentOutcome.FALSE_ALARM);
        fixture.given(OPENED, raised("payment", AT))
                .when(new CloseIncident(BRAND, INCIDENT, IncidentOutcome.FALSE_ALARM), BY_INES)
                .expectEvents(falseAlarm);
        fixture.given(OPENED, raised("payment", AT))
                .when(new CloseIncident(BRAND, INCIDENT, IncidentOutcome.FALSE_ALARM), BY_A_MACHINE)
                .expectException(AlertRefused.class);
        fixture.given(OPENED, raised("payment", AT))
                .when(new CloseIncident(BRAND, INCIDENT, IncidentOutcome.QUIET), BY_A_MACHINE)
                .expectEvents(new IncidentClosed(INCIDENT, BRAND, IncidentOutcome.QUIET));
        fixture.given(OPENED, raised("payment", AT), falseAlarm)
                .when(new CloseIncident(BRAND, INCIDENT, IncidentOutcome.CRISIS), BY_INES)
                .expectException(AlertRefused.class);
    }

    @Test
    void aClosingIsTakenBackUnlessAnotherIncidentIsOpen() {
        var falseAlarm = new IncidentClosed(INCIDENT, BRAND, IncidentOutcome.FALSE_ALARM);
        fixture.given(OPENED, raised("payment", AT), falseAlarm)
                .when(new ReopenIncident(BRAND, INCIDENT), BY_INES)
                .expectEvents(new IncidentReopened(INCIDENT, BRAND));
        fixture.given(OPENED, raised("payment", AT), falseAlarm, new IncidentOpened("i-next", BRAND, AT))
                .when(new ReopenIncident(BRAND, INCIDENT), BY_INES)
                .expectException(AlertRefused.class);
        fixture.given(OPENED, raised("payment", AT))
                .when(new ReopenIncident(BRAND, INCIDENT), BY_INES)
                .expectException(AlertRefused.class);
    }
}
