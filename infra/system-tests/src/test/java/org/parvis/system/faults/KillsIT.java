package org.parvis.system.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * P9. The product, which in this form is one process with all services, is killed at moments of chance while people work, answers leave and
 * messages come in. {@code -Dfaults.kills=} sets how often.
 */
@Tag("faults")
class KillsIT {

    private static final long SEED = 9;
    private static final int KILLS = Size.of("kills", 50);
    private static final int PEOPLE = 4;

    @Test
    void nothingAcknowledgedIsMissingAndNothingIsThereTwice() throws InterruptedException {
        var chance = new Random(SEED);
        try (var scene = Scene.open("kills")) {
            var toil = scene.toil(Duration.ofMillis(300), SEED).begin(PEOPLE);
            var recovery = new Recovery(scene.parvis(), toil);
            recovery.since(System.nanoTime());
            var starts = new ArrayList<Duration>();
            var back = new ArrayList<Duration>();
            for (var kill = 0; kill < KILLS; kill++) {
                Thread.sleep(chance.nextLong(200, 4_000));
                scene.parvis().kill();
                var moment = System.nanoTime();
                scene.parvis().startAgain();
                starts.add(Duration.ofNanos(System.nanoTime() - moment));
                back.add(recovery.since(moment));
            }
            toil.end();
            var counted = scene.reckoning(toil).check();
            System.out.printf(
                    Locale.ROOT,
                    "%n*** P9, seed %d: %d kills of the whole product; %s; started again in %s; working again after"
                            + " %s%n",
                    SEED,
                    KILLS,
                    counted,
                    Times.of(starts),
                    Times.of(back));
        }
    }
}
