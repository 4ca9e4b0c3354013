package org.parvis.system.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * P10. The database server is stopped in order and at once, again and again, while people work, answers leave and messages come in.
 * {@code -Dfaults.restarts=} sets how many of each kind.
 */
@Tag("faults")
class DatabaseRestartsIT {

    private static final long SEED = 10;
    private static final int OF_EACH = Size.of("restarts", 20);
    private static final int PEOPLE = 4;

    @Test
    void nothingAcknowledgedIsMissingAndNothingStaysStuck() throws InterruptedException {
        var chance = new Random(SEED);
        try (var scene = Scene.open("restarts")) {
            var database = new DatabaseServer(scene.parvis().home());
            var toil = scene.toil(Duration.ofMillis(400), SEED).begin(PEOPLE);
            var recovery = new Recovery(scene.parvis(), toil);
            recovery.since(System.nanoTime());
            var back = new EnumMap<DatabaseServer.Stop, List<Duration>>(DatabaseServer.Stop.class);
            for (var round = 0; round < OF_EACH; round++) {
                for (var how : DatabaseServer.Stop.values()) {
                    Thread.sleep(chance.nextLong(500, 3_000));
                    database.stop(how);
                    Thread.sleep(chance.nextLong(0, 2_000));
                    database.start();
                    back.computeIfAbsent(how, none -> new ArrayList<>()).add(recovery.since(System.nanoTime()));
                }
            }
            toil.end();
            var counted = scene.reckoning(toil).check();
            System.out.printf(
                    Locale.ROOT,
                    "%n*** P10, seed %d: %d fast and %d immediate restarts of PostgreSQL; %s; all services back after"
                            + " the port opened: fast %s, immediate %s%n",
                    SEED,
                    OF_EACH,
                    OF_EACH,
                    counted,
                    Times.of(back.getOrDefault(DatabaseServer.Stop.FAST, List.of())),
                    Times.of(back.getOrDefault(DatabaseServer.Stop.IMMEDIATE, List.of())));
        }
    }
}
