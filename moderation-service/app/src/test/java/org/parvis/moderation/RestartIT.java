package org.parvis.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import com.icegreen.greenmail.util.GreenMail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.moderation.House.TestClock;
import org.parvis.test.TestPostgres;

/** A matter does not stop climbing because the house was down, and nobody is written to twice for it. */
class RestartIT {

    private final GreenMail mail = OnCall.mailServer();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-21T22:53:00Z"));
    private final TestPostgres.Database database = TestPostgres.freshDatabase();

    @BeforeEach
    void start() {
        GenericEventMessage.clock = clock;
        mail.start();
    }

    @AfterEach
    void stop() {
        mail.stop();
        GenericEventMessage.clock = Clock.systemUTC();
    }

    private RunningService running() {
        return OnCall.start(clock, mail.getSmtp().getPort(), database);
    }

    @Test
    void goesOnClimbingAfterARestartAndSendsNothingTwice() {
        try (var service = running()) {
            House.furnish(service);
            House.isFurnished(service);
            service.put(House.PRIYA, "/api/moderation/rotas/night", """
                    {"brand":"helianthe","name":"Night","levels":[["malik"],["priya","theo"]],"perLevel":"PT5M"}
                    """);
            var raised = service.post(House.INES, "/api/moderation/escalations", """
                    {"id":"e2","subject":"conversation:c1","brand":"helianthe","reason":"Charged twice"}
                    """);
            assertThat(raised.statusCode()).as(raised.body()).isEqualTo(201);
            eventually(() -> assertThat(OnCall.letters(mail, "e2", "malik")).hasSize(1));
            eventually(() -> assertThat(service.jdbc()
                            .sql("select count(*) from scheduled_tasks where task_instance = 'e2/2'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1));
        }
        clock.forward(Duration.ofMinutes(7));
        try (var service = running()) {
            eventually(() -> assertThat(OnCall.letters(mail, "e2", "theo")).hasSize(1));
            eventually(() -> assertThat(OnCall.letters(mail, "e2", "priya")).hasSize(1));
            assertThat(OnCall.letters(mail, "e2", "malik")).hasSize(1);
            assertThat(service.get(House.PRIYA, "/api/moderation/escalations/e2")
                            .body())
                    .contains("\"step\":2");
        }
    }
}
