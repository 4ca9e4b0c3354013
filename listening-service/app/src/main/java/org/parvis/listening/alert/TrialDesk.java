package org.parvis.listening.alert;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Trials that people asked for: each runs beside the request and says how far it is; what it found is kept for a while. Whoever asks
 * another replica starts the same trial there, which finds the same.
 */
@Component
class TrialDesk {

    static final List<Integer> DAYS = List.of(30, 90, 365);

    private static final Logger LOG = LoggerFactory.getLogger(TrialDesk.class);
    private static final int AT_ONCE = 2;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final AlertTrials trials;
    private final Semaphore running = new Semaphore(AT_ONCE);
    private final Cache<Question, Trial> known =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(100).build();

    TrialDesk(AlertTrials trials) {
        this.trials = trials;
    }

    record Question(SeriesKey key, AlertSensitivity sensitivity, List<AlertSignal> signals, int days) {

        Question {
            signals = List.copyOf(signals);
        }
    }

    /**
     * Where a trial stands.
     *
     * @param done the share that is done, from 0 to 1
     * @param report null until it is over
     */
    record Standing(double done, boolean failed, AlertTrial.@Nullable Report report) {}

    private static final class Trial {
        private volatile Standing standing = new Standing(0, false, null);
    }

    static Question question(SeriesKey key, String sensitivity, List<AlertSignal> signals, int days) {
        if (!DAYS.contains(days)) {
            throw new InvalidInput("days", "trial-days");
        }
        var chosen = Arrays.stream(AlertSensitivity.values())
                .filter(one -> one.name().equals(sensitivity))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("sensitivity", "sensitivity"));
        return new Question(key, chosen, signals, days);
    }

    /** Starts the trial when nobody did. */
    Standing ask(Question question) {
        return known.get(question, this::started).standing;
    }

    private Trial started(Question question) {
        var trial = new Trial();
        Thread.ofVirtual().name("alert-trial").start(() -> {
            running.acquireUninterruptibly();
            try {
                var report = trials.run(
                        question.key(),
                        question.signals(),
                        Sensitivity.effect(question.sensitivity()),
                        Duration.ofDays(question.days()),
                        done -> trial.standing = new Standing(Math.min(done, 0.99), false, null));
                trial.standing = new Standing(1, false, report);
            } catch (RuntimeException e) {
                LOG.error("The trial of {} broke off", question, e);
                trial.standing = new Standing(0, true, null);
                known.invalidate(question);
            } finally {
                running.release();
            }
        });
        return trial;
    }
}
