package org.parvis.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.moderation.House.BRAND;
import static org.parvis.moderation.House.PRIYA;
import static org.parvis.moderation.House.STRANGER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.moderation.api.EscalationAcknowledged;
import org.parvis.moderation.api.EscalationClosed;
import org.parvis.moderation.api.EscalationRaised;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How soon calls were answered, counted from the entries of ninety days. */
class AnswerTimesIT {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(ModerationApplication.class);
        House.furnish(service);
        House.isFurnished(service);
        for (var rota : List.of("night", "day")) {
            var answer = service.put(PRIYA, "/api/moderation/rotas/" + rota, """
                    {"brand":"helianthe","name":"%s","levels":[["malik"]],"perLevel":"PT5M"}
                    """.formatted(rota));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        var now = Instant.now().minus(Duration.ofDays(2));
        for (var minute = 1; minute <= 20; minute++) {
            matter("a" + minute, "night", now, Duration.ofMinutes(minute), true);
        }
        matter("never", "night", now, null, true);
        matter("waiting", "night", now, null, false);
        matter("old", "night", now.minus(Duration.ofDays(90)), Duration.ofHours(9), true);
        matter("leads", "leads:" + BRAND, now, Duration.ofHours(5), true);
        service.caughtUp();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void matter(String id, String rota, Instant at, @Nullable Duration acknowledged, boolean closed) {
        var events = new ArrayList<GenericDomainEventMessage<?>>();
        events.add(event(
                id,
                0,
                new EscalationRaised(
                        id, BRAND, "topic:t", rota, "x", List.of(List.of("malik")), Duration.ofMinutes(5), 2),
                at));
        if (acknowledged != null) {
            events.add(
                    event(id, events.size(), new EscalationAcknowledged(id, BRAND, "malik", 1), at.plus(acknowledged)));
        }
        if (closed) {
            events.add(event(id, events.size(), new EscalationClosed(id, BRAND, "done"), at.plus(Duration.ofDays(1))));
        }
        service.bean(LedgerStorageEngine.class).appendEvents(events);
    }

    private static GenericDomainEventMessage<?> event(String id, long sequence, Object event, Instant at) {
        return new GenericDomainEventMessage<>(
                "Escalation",
                id,
                sequence,
                event,
                Map.of("actor", "test", "actorKind", "AUTOMATION"),
                UUID.randomUUID().toString(),
                at);
    }

    private static JsonNode figures(String path) {
        var answer = service.get(PRIYA, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void medianAndNineteenOfTwentyAreOfThoseThatWereAcknowledgedAndTheOthersAreCountedBeside() {
        var night = figures("/api/moderation/rotas/night").path("timeToAcknowledge");
        assertThat(night.path("raised").asInt()).isEqualTo(22);
        assertThat(night.path("acknowledged").asInt()).isEqualTo(20);
        assertThat(night.path("never").asInt()).isEqualTo(1);
        assertThat(night.path("waiting").asInt()).isEqualTo(1);
        assertThat(night.path("median").asString()).isEqualTo("PT10M30S");
        assertThat(night.path("p95").asString()).isEqualTo("PT19M3S");
    }

    @Test
    void aBrandHasAllOfItsCallsAndARotaWithoutAnyHasNoTimes() {
        var brand = figures("/api/moderation/brands/helianthe/time-to-acknowledge");
        assertThat(brand.path("raised").asInt()).isEqualTo(23);
        assertThat(brand.path("acknowledged").asInt()).isEqualTo(21);
        assertThat(brand.path("median").asString()).isEqualTo("PT11M");
        var day = figures("/api/moderation/rotas/day").path("timeToAcknowledge");
        assertThat(day.path("raised").asInt()).isZero();
        assertThat(day.path("median").isNull()).isTrue();
    }

    @Test
    void thePageShowsBothAndStrangersSeeNeither() {
        assertThat(service.page(PRIYA, "/moderation/rotas/night").body())
                .contains("Time to acknowledge, over 90 days", "This rota", "Hélianthe France");
        assertThat(service.get(STRANGER, "/api/moderation/brands/helianthe/time-to-acknowledge")
                        .statusCode())
                .isEqualTo(404);
    }
}
