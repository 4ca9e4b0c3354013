package org.parvis.listening.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.parvis.listening.api.AlertRaised;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;
import org.parvis.listening.api.IncidentOpened;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A brand with as many topics as it may have, of which each tells of everything that is said. */
@SuppressWarnings("NullAway.Init")
class IncidentListIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BRAND = "loud";
    private static final Actor INES = TestMembers.member("ines", Role.COMMUNITY_MANAGER, BRAND);
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final int INCIDENTS = 8;
    private static final int RAISED = 70;
    private static final int TOLD = 50;

    private static RunningService listening;

    @BeforeAll
    static void start() {
        listening = RunningService.start(
                ListeningApplication.class,
                Map.of("parvis.listening.look-every", "PT1H", "parvis.listening.alert-every", "PT10H"),
                beans -> {});
        listening.append(new BrandRegistered(BRAND, "Loud", "FR", List.of("fr"), "Europe/Paris"));
        for (int incident = 0; incident < INCIDENTS; incident++) {
            var at = NOON.plus(Duration.ofDays(incident));
            listening.append(new IncidentOpened("incident-" + incident, BRAND, at));
            for (int alert = 0; alert < RAISED; alert++) {
                listening.append(alert(incident, alert, at));
            }
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

    private static AlertRaised alert(int incident, int alert, Instant at) {
        return new AlertRaised(
                "incident-" + incident,
                BRAND,
                "alert-" + incident + "-" + alert,
                "topic-" + alert,
                AlertSignal.VOLUME,
                AlertSensitivity.NORMAL,
                at.minus(Duration.ofHours(2)),
                at,
                60,
                2,
                6,
                alert,
                1e-9,
                IntStream.range(0, 50).mapToObj(n -> "m".repeat(60) + n).toList());
    }

    @Test
    void theListEndsByWhatItsAlertsName() {
        var incidents = list();
        assertThat(incidents.getFirst().path("incidentId").asString())
                .as("the newest first")
                .isEqualTo("incident-" + (INCIDENTS - 1));
        assertThat(incidents.getFirst().path("raised").asInt()).isEqualTo(RAISED);
        assertThat(incidents.getFirst().path("alerts")).hasSize(TOLD);
        assertThat(incidents.getFirst().at("/alerts/0/topicId").asString())
                .as("the most telling first")
                .isEqualTo("topic-" + (RAISED - 1));
        assertThat(incidents.getFirst().at("/alerts/0/mentions")).hasSize(50);
    }

    private static List<JsonNode> list() {
        var answer = listening.get(INES, "/api/listening/incidents");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().getBytes(UTF_8)).hasSizeLessThan(1_300_000);
        return JSON.readTree(answer.body()).path("items").valueStream().toList();
    }

    @Test
    void pagesShowEveryIncidentAndHowMuchItTells() {
        assertThat(listening.page(INES, "/listening/alerts").body())
                .contains("id=\"i-incident-0\"", "id=\"i-incident-7\"", RAISED + " alerts");
        assertThat(listening.fragment(INES, "/listening/today").body())
                .contains(INCIDENTS + " open incidents", RAISED + " alerts", "incident-7")
                .doesNotContain("incident-1\"");
        assertThat(listening.page(INES, "/listening/alerts/incident-3").body())
                .contains((RAISED - TOLD) + " more alerts that tell less");
    }

    @Test
    void whoeverClosesWhatIsQuietKnowsEverySeriesOfIt() {
        var incidents = listening.bean(Incidents.class);
        var open = incidents.allOpen().getFirst();
        assertThat(incidents.told(open))
                .hasSize(RAISED)
                .allSatisfy((series, signals) -> assertThat(signals).containsExactly(AlertSignal.VOLUME));
    }
}
