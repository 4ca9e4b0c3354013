package org.parvis.listening.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.connector.Connector;
import org.parvis.listening.connector.Credentials;
import org.parvis.listening.connector.Cursor;
import org.parvis.listening.connector.PollResult;
import org.parvis.listening.connector.Setting;
import org.parvis.listening.connector.SettingProblem;
import org.parvis.listening.connector.SourceSettings;

/** One brand has many sources that take their time: those of the others are asked meanwhile. */
@SuppressWarnings("NullAway.Init")
class SlowSourceIT {

    private static final Actor ADA = TestMembers.member("ada", Role.ADMIN, "helianthe");
    private static final Actor MALO = TestMembers.member("malo", Role.ADMIN, "lenteur");
    private static final int SLOW = 40;
    private static final Lines LINES = new Lines();

    private static RunningService listening;

    /** Places that answer at once, and one where nobody is answered before the test says so. */
    private static final class Lines implements Connector {

        final Semaphore quick = new Semaphore(0);
        final Semaphore again = new Semaphore(0);
        final AtomicInteger waiting = new AtomicInteger();
        final AtomicInteger streaming = new AtomicInteger();
        final AtomicInteger waitingAgain = new AtomicInteger();
        final CountDownLatch open = new CountDownLatch(1);

        @Override
        public String kind() {
            return "LINES";
        }

        @Override
        public List<Setting> settings() {
            return List.of(new Setting("line", false, true, false), new Setting(STREAM, false, false, true));
        }

        @Override
        public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
            return List.of();
        }

        @Override
        public String scope(SourceSettings settings, String remoteId) {
            return settings.required("line");
        }

        @Override
        public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
            switch (settings.required("line")) {
                case "quick" -> quick.release();
                case "again" -> hang(waitingAgain, again);
                case "stream" -> hang(streaming, new Semaphore(0));
                default -> hang(waiting, new Semaphore(0));
            }
            return new PollResult.Batch(List.of(), cursor, false, false, Optional.empty());
        }

        private void hang(AtomicInteger those, Semaphore answered) {
            those.incrementAndGet();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answered.release();
        }
    }

    @BeforeAll
    static void start() {
        listening = RunningService.start(
                ListeningApplication.class,
                Map.of("parvis.listening.look-every", "PT0.1S"),
                beans -> beans.registerBean("lines", Connector.class, () -> LINES));
    }

    @AfterAll
    static void stop() {
        LINES.open.countDown();
        listening.close();
    }

    private static void connect(Actor actor, String brand, String id, String line) {
        var stream = line.equals("stream") ? ",\"stream\":\"yes\"" : "";
        var answer = listening.put(
                actor,
                "/api/listening/sources/" + id,
                "{\"brand\":\"%s\",\"connector\":\"LINES\",\"name\":\"%s\",\"every\":\"P1D\",\"settings\":{\"line\":\"%s\"%s}}"
                        .formatted(brand, id, line, stream));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private static void fetch(String id) {
        assertThat(listening
                        .post(ADA, "/api/listening/sources/" + id + "/fetch", "{}")
                        .statusCode())
                .isLessThan(300);
    }

    private static void isAskedAtOnce(String id) {
        LINES.quick.drainPermits();
        fetch(id);
        eventually(() -> assertThat(LINES.quick.tryAcquire()).isTrue());
    }

    @Test
    void holdsNobodyElse() {
        for (var n = 0; n < SLOW; n++) {
            connect(MALO, "lenteur", "slow-" + n, "slow");
            connect(MALO, "lenteur", "stream-" + n, "stream");
        }
        connect(ADA, "helianthe", "quick", "quick");
        connect(ADA, "helianthe", "again", "again");
        listening.caughtUp();

        eventually(() -> assertThat(LINES.waiting).hasValue(16));
        eventually(() -> assertThat(LINES.streaming)
                .as("streams have places of their own, shared likewise")
                .hasValue(16));
        eventually(() -> assertThat(LINES.waitingAgain).hasValue(1));
        for (var times = 0; times < 3; times++) {
            isAskedAtOnce("quick");
        }

        // Somebody wants it now, while it is being asked: nobody else asks it, however often others are, and it is
        // asked
        // once more when it has answered.
        fetch("again");
        isAskedAtOnce("quick");
        isAskedAtOnce("quick");
        assertThat(LINES.waitingAgain).hasValue(1);
        assertThat(LINES.waiting).as("no more than leaves room for others").hasValue(16);

        LINES.open.countDown();
        eventually(() -> assertThat(LINES.again.availablePermits()).isEqualTo(2));
        eventually(() -> assertThat(LINES.waiting).hasValue(SLOW));
        eventually(() -> assertThat(LINES.streaming)
                .as("a stream goes on at once, however seldom its source would be asked")
                .hasValueGreaterThan(SLOW + 16));
    }
}
