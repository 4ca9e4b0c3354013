package org.parvis.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.parvis.system.world.Eventually.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.system.running.Home;
import org.parvis.system.running.RunningParvis;
import org.parvis.system.world.Answer;

/**
 * P12. The disk of the database fills up while people work and answers leave. Writes are refused in words, what is there can be read,
 * nothing leaves that has no entry; when there is room again everything goes on, at last also after the server has ended for want of room. Needs
 * the right to mount.
 */
@Tag("faults")
class FullDiskIT {

    private static final long SEED = 12;
    private static final int TIMES = Size.of("fills", 3);
    private static final int MEGABYTES = 640;
    private static final int PEOPLE = 3;

    @Test
    void refusesInWordsLetsReadAndGoesOnByItself() throws InterruptedException {
        assumeTrue(SmallDisk.isPossible(), "This machine lets nobody mount a disk");
        var home = Home.fresh("full");
        try (var disk = SmallDisk.mount(home.path().resolve("postgres"), MEGABYTES);
                var scene = Scene.open("full", RunningParvis.in(home))) {
            var toil = scene.toil(Duration.ofMillis(300), SEED).begin(PEOPLE);
            var recovery = new Recovery(scene.parvis(), toil);
            recovery.since(System.nanoTime());
            var back = new ArrayList<Duration>();
            var refusals = 0;
            var readsWhileFull = 0;
            var ended = 0;
            var database = new DatabaseServer(home);
            for (var time = 0; time < TIMES; time++) {
                var said = database.said();
                disk.fill();
                var refused = read(
                        "a write is refused",
                        Duration.ofMinutes(2),
                        () -> scene.company()
                                .manager()
                                .put(
                                        "/api/publishing/replies/full-" + System.nanoTime(),
                                        Map.of(
                                                "conversation",
                                                toil.kept().getFirst().conversation(),
                                                "channel",
                                                scene.company().channel(),
                                                "text",
                                                "x".repeat(400))),
                        answer -> answer.status() == 503);
                refusals++;
                assertThat(refused.text("detail")).as(refused.toString()).isNotBlank();
                read(
                        "health names what is broken",
                        Duration.ofMinutes(2),
                        () -> scene.parvis().asNobody("en").get("/actuator/health"),
                        answer -> answer.status() == 503 && answer.said().contains("DOWN"));
                // What was on record as begun may still arrive; after that nothing may.
                Thread.sleep(6_000);
                var before = scene.town().created(scene.company().brand());
                Thread.sleep(6_000);
                assertThat(scene.town().created(scene.company().brand()))
                        .as("sent while nothing could be put on record")
                        .isEqualTo(before);
                if (canRead(scene)) {
                    readsWhileFull++;
                } else {
                    // PostgreSQL ends by itself when its log has no room either; then there is nobody to ask.
                    assertThat(database.endedSince(said)).isTrue();
                    ended++;
                }
                toil.rethrow();
                if (time == TIMES - 1 && home.database().isPresent()) {
                    // As PostgreSQL does when there is no room for its log; and there it stays down until there is.
                    database.stop(DatabaseServer.Stop.IMMEDIATE);
                    Thread.sleep(10_000);
                }
                disk.free();
                back.add(recovery.since(System.nanoTime()));
            }
            toil.end();
            var counted = scene.reckoning(toil).check();
            System.out.printf(
                    Locale.ROOT,
                    "%n*** P12, seed %d: disk filled %d times, the last time with the end of the server; writes refused with 503 in words %d times, nothing sent"
                            + " meanwhile, read while full %d times, the server had ended by itself %d times; %s; working again after there was room: %s%n",
                    SEED,
                    TIMES,
                    refusals,
                    readsWhileFull,
                    ended,
                    counted,
                    Times.of(back));
            // Where it could not, the server had ended, as was looked up above.
            assertThat(readsWhileFull)
                    .as("how often it could be read while full")
                    .isPositive();
        }
    }

    private static boolean canRead(Scene scene) {
        var list = scene.company()
                .manager()
                .get("/api/crm/conversations?limit=5&brand=" + scene.company().brand());
        var mentions = scene.company()
                .lead()
                .get("/api/listening/mentions?limit=5&brand=" + scene.company().brand());
        return isThere(list) && isThere(mentions);
    }

    private static boolean isThere(Answer answer) {
        return answer.status() == 200 && !answer.items().isEmpty();
    }
}
