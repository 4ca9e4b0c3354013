package org.parvis.listening.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.parvis.listening.alert.AlertTrial.Known;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;

class AlertTrialTest {

    private static final long START = 29_000_160;
    private static final int DAY = 24 * 60;
    private static final long FROM = START + 21L * DAY;
    private static final long TO = START + 40L * DAY;
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** A mention every half hour or so, and what else a test puts in. */
    private record Said(long written, long known) {}

    private static List<Said> ordinary() {
        var random = new Random(5);
        var said = new ArrayList<Said>();
        for (long minute = START; minute < TO; minute += 1 + random.nextInt(60)) {
            said.add(new Said(minute, minute));
        }
        return said;
    }

    private static PastTalk talk(List<Said> said) {
        var talk = new PastTalk();
        said.stream()
                .sorted((a, b) -> Long.compare(a.known(), b.known()))
                .forEach(one -> talk.add(one.known(), Buckets.ofMinute(one.written()), false, (int) one.written()));
        return talk;
    }

    private static AlertTrial.Report run(List<Said> said, Known... incidents) {
        return new AlertTrial(
                        talk(said),
                        List.of(AlertSignal.VOLUME, AlertSignal.AUTHORS),
                        Sensitivity.effect(AlertSensitivity.NORMAL))
                .run(FROM, TO, List.of(incidents), PARIS, done -> {});
    }

    private static void crisis(List<Said> said, long begins, long knownAfter) {
        for (int i = 0; i < 120; i++) {
            said.add(new Said(begins + i / 2, begins + i / 2 + knownAfter));
        }
    }

    @Test
    void findsWhatPeopleClosedAsRealAndSaysHowMuchEarlier() {
        long begins = START + 30L * DAY + 9 * 60;
        var said = ordinary();
        crisis(said, begins, 0);
        var known = new Known("one", Instant.ofEpochSecond((begins + 90) * 60));
        var missed = new Known("two", Instant.ofEpochSecond((START + 35L * DAY) * 60));
        var report = run(said, known, missed);
        assertThat(report.rings()).hasSize(1);
        assertThat(report.hits()).extracting(AlertTrial.Hit::incident).containsExactly(known);
        assertThat(report.misses()).containsExactly(missed);
        assertThat(report.median()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(90));
        assertThat(report.elsewhere()).isZero();
    }

    @Test
    void knowsNothingBeforeItCameIn() {
        long begins = START + 30L * DAY + 9 * 60;
        var said = ordinary();
        crisis(said, begins, 50);
        var late = run(said).rings().getFirst().at();
        var inTime = ordinary();
        crisis(inTime, begins, 0);
        // What came late is counted when it was written, so the ordinary talk beside it is not the same to the minute.
        assertThat(Duration.between(run(inTime).rings().getFirst().at(), late))
                .isBetween(Duration.ofMinutes(45), Duration.ofMinutes(55));
        assertThat(late).isAfter(Instant.ofEpochSecond((begins + 50) * 60));
    }

    @Test
    void countsWhoWouldHaveBeenWoken() {
        long midnight = START + 30L * DAY - START % DAY;
        var said = ordinary();
        crisis(said, midnight + 60, 0);
        assertThat(run(said).atNight()).isEqualTo(1);
        assertThat(run(said).elsewhere()).isEqualTo(1);
    }

    @Test
    void saysTheSameEachTimeAndNothingOfOrdinaryTalk() {
        assertThat(run(ordinary()).rings()).isEmpty();
        var said = ordinary();
        crisis(said, FROM + 500, 0);
        assertThat(run(said)).isEqualTo(run(said));
    }
}
