package org.parvis.publishing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Two workers and what happens to them: in turn one is frozen until its claims are over, the other killed and replaced. */
final class Trouble implements AutoCloseable {

    private final Site site;
    private final Random random;
    private final Duration between;
    private final WorkerProcess sleeper;
    private WorkerProcess mortal;
    private volatile boolean over;
    private volatile int kills;
    private volatile int freezes;
    private @Nullable Thread thread;

    Trouble(Site site, Random random, Duration between) {
        this.site = site;
        this.random = random;
        this.between = between;
        mortal = site.worker();
        sleeper = site.worker();
        mortal.ready();
        sleeper.ready();
    }

    int kills() {
        return kills;
    }

    int freezes() {
        return freezes;
    }

    void begin() {
        thread = Thread.ofPlatform().name("trouble").start(this::happen);
    }

    private void happen() {
        while (goesOn(Duration.ofMillis(random.nextLong(between.toMillis() + 1)))) {
            mortal.kill();
            count(1, 0);
            sleeper.freeze();
            goesOn(Site.LEASE.plusSeconds(1));
            sleeper.thaw();
            count(0, 1);
            mortal = site.worker().ready();
            if (!goesOn(between)) {
                return;
            }
        }
    }

    private synchronized void count(int moreKills, int moreFreezes) {
        kills += moreKills;
        freezes += moreFreezes;
    }

    /** Waits; false when it is over. */
    private boolean goesOn(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !over) {
            Site.pause(Duration.ofMillis(20));
        }
        return !over;
    }

    void awaitOneOfEach(Duration longest) {
        var end = System.nanoTime() + longest.toNanos();
        while (kills == 0 || freezes == 0) {
            assertThat(System.nanoTime()).as("one killed and one frozen").isLessThan(end);
            Site.pause(Duration.ofMillis(20));
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sleeper.close();
        mortal.close();
    }
}
