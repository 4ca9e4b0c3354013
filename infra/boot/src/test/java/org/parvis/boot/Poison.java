package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.parvis.axon.Commands;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.sample.SampleApplication;
import org.parvis.boot.sample.SampleApplication.Count;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;

/**
 * Many subjects whose events a handler cannot digest, among others that it can. Once the handler is mended each is tried again by two people
 * at the same moment.
 */
final class Poison {

    private static final String GROUP = "sample.counter.log";
    private static final Actor INES = TestMembers.member("ines", Role.COMMUNITY_MANAGER, "helianthe");

    private final int subjects;

    Poison(int subjects) {
        this.subjects = subjects;
    }

    void run() throws Exception {
        try (var service = RunningService.start(SampleApplication.class)) {
            var handler = service.bean(SampleApplication.CounterLog.class);
            var letters = service.bean(DeadLetters.class);
            handler.poison("poison-");
            var began = Instant.now();
            count(service);
            count(service);
            eventually(() -> assertThat(service.get(admin(), "/api/sample/dead-letters?limit=1")
                            .body())
                    .contains("Cannot digest poison-"));
            var alerted = Duration.between(began, Instant.now());
            service.caughtUp();
            assertThat(letters.count()).isEqualTo(2 * subjects);
            assertThat(service.send(null, "GET", "/actuator/prometheus", null, Map.of())
                            .body())
                    .containsPattern("parvis_dead_letters(\\{[^}]*})? " + 2 * subjects + "\\.0");

            var stillBad = retried(letters, 1);
            assertThat(stillBad)
                    .as("digested while the handler is as bad as before")
                    .isZero();
            assertThat(letters.count()).isEqualTo(2 * subjects);
            count(service);
            service.caughtUp();
            assertThat(letters.count()).as("what comes later waits behind it").isEqualTo(3 * subjects);
            for (var subject = 0; subject < subjects; subject++) {
                assertThat(lines(service, "fine-" + subject)).containsExactly(1, 2, 3);
                assertThat(lines(service, "poison-" + subject)).isEmpty();
            }

            handler.poison("");
            var digested = retried(letters, 2);
            assertThat(letters.count()).isZero();
            assertThat(retried(letters, 2)).as("nothing is left to digest").isZero();
            service.caughtUp();
            var outOfOrder = IntStream.range(0, subjects)
                    .filter(subject -> !lines(service, "poison-" + subject).equals(List.of(1, 2, 3)))
                    .count();
            System.out.printf(
                    Locale.ROOT,
                    "%n*** P14: %d poisoned subjects among as many sound ones, %d events set aside, %d digested when"
                            + " tried again by two at once, %d out of order or twice, alert after %d ms%n",
                    subjects,
                    3 * subjects,
                    digested,
                    outOfOrder,
                    alerted.toMillis());
            assertThat(digested).isEqualTo(subjects);
            assertThat(outOfOrder).isZero();
        }
    }

    private static Actor admin() {
        return TestMembers.member("root", Role.ADMIN, "*");
    }

    private void count(RunningService service) {
        var commands = service.bean(Commands.class);
        for (var subject = 0; subject < subjects; subject++) {
            commands.send(new Count("poison-" + subject, "helianthe"), INES, null);
            commands.send(new Count("fine-" + subject, "helianthe"), INES, null);
        }
    }

    /** Tries all that waits again, so many people at the same moment; answers how many subjects were digested. */
    private static int retried(DeadLetters letters, int people) throws Exception {
        var digested = 0;
        var tried = new HashSet<String>();
        try (var threads = Executors.newFixedThreadPool(people)) {
            while (true) {
                var waiting = new ArrayList<>(letters.list(200));
                // What stays stuck stays in the list: everything is tried once.
                waiting.removeIf(letter -> tried.contains(letter.id()));
                if (waiting.isEmpty()) {
                    return digested;
                }
                for (var letter : waiting) {
                    tried.add(letter.id());
                    Callable<Boolean> retry = () -> letters.retry(GROUP, letter.id());
                    var answers = 0;
                    for (var answer : threads.invokeAll(Collections.nCopies(people, retry))) {
                        answers += answer.get() ? 1 : 0;
                    }
                    assertThat(answers).as("only one of them digests it").isLessThanOrEqualTo(1);
                    digested += answers;
                }
            }
        }
    }

    private static List<Integer> lines(RunningService service, String counter) {
        return service.jdbc()
                .sql("select value from counter_log where counter_id = ? order by line")
                .param(counter)
                .query(Integer.class)
                .list();
    }
}
