package org.parvis.listening.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.AlertSensitivity;

class CountDetectorTest {

    private static final long START = 5_800_032;
    private static final double USUAL = Sensitivity.effect(AlertSensitivity.NORMAL);

    @Test
    void tellsOfManyTimesTheUsualAndSaysByHowMuch() {
        var counts = noisy(10 * Buckets.PER_DAY, 20);
        var detector = new CountDetector(counts);
        long now = counts.head() + 1;
        counts.add(now, 4_000);
        var look = detector.look(end(now), USUAL);
        assertThat(look.alarm()).isTrue();
        assertThat(look.observed()).isBetween(4_300.0, 4_700.0);
        assertThat(look.expected()).isBetween(430.0, 530.0);
        assertThat(look.threshold()).isBetween(look.expected(), look.observed());
        assertThat(look.chance()).isLessThan(Surprise.FLOOR);
    }

    @Test
    void tellsOnceOnly() {
        var counts = noisy(10 * Buckets.PER_DAY, 20);
        var detector = new CountDetector(counts);
        long now = counts.head() + 1;
        counts.add(now, 4_000);
        long minute = end(now);
        detector.told(minute);
        counts.add(now + 1, 9_000);
        assertThat(detector.look(end(now + 1), USUAL).alarm()).isFalse();
        assertThat(detector.look(end(now + 1), USUAL).effect()).isGreaterThan(USUAL);
    }

    @Test
    void saysNothingOfThreePostsOnAQuietBrand() {
        var counts = new Counts(START);
        for (int day = 0; day < 12; day++) {
            counts.add(START + (long) day * Buckets.PER_DAY + 100, 1);
        }
        long now = START + 12L * Buckets.PER_DAY;
        counts.add(now, 3);
        var look = new CountDetector(counts).look(end(now), USUAL);
        assertThat(look.effect()).isGreaterThan(USUAL);
        assertThat(look.alarm()).isFalse();
        counts.add(now, 30);
        assertThat(new CountDetector(counts).look(end(now), USUAL).alarm()).isTrue();
    }

    @Test
    void aNewTopicTellsOfHundredsButNotOfItsFirstPosts() {
        var counts = new Counts(START);
        var detector = new CountDetector(counts);
        for (int minute = 0; minute < 60; minute++) {
            counts.add(START + minute / Buckets.MINUTES, 1);
            assertThat(detector.look(START * Buckets.MINUTES + minute, USUAL).alarm())
                    .isFalse();
        }
        counts.add(START + Buckets.PER_HOUR, 200);
        assertThat(detector.look(end(START + Buckets.PER_HOUR), USUAL).alarm()).isTrue();
    }

    @Test
    void theBucketThatRunsCountsWithAsMuchLessOfTheOldest() {
        var counts = new Counts(START);
        counts.add(START, 50);
        long now = START + Buckets.WINDOW;
        counts.add(now, 10);
        var detector = new CountDetector(counts);
        assertThat(detector.look(now * Buckets.MINUTES, USUAL).observed()).isEqualTo(10 + 0.8 * 50);
        assertThat(detector.look(end(now), USUAL).observed()).isEqualTo(10);
    }

    @Test
    void yesterdaysCrisisDoesNotHideTodays() {
        var counts = noisy(10 * Buckets.PER_DAY, 20);
        for (int i = 0; i < 36; i++) {
            counts.add(counts.head() - 300 + i, 400);
        }
        long now = counts.head() + 1;
        counts.add(now, 4_000);
        assertThat(new CountDetector(counts).look(end(now), USUAL).alarm()).isTrue();
    }

    @Test
    void aNightOfManyIsUnusualWhereADayOfAsManyIsNot() {
        var counts = new Counts(START);
        for (int i = 0; i < 20 * Buckets.PER_DAY; i++) {
            int time = i % Buckets.PER_DAY;
            counts.add(START + i, time < Buckets.PER_DAY / 2 ? 2 : 40);
        }
        var rhythm = Rhythm.before(counts.head(), counts);
        assertThat(rhythm.at(START + 70)).isLessThan(0.5);
        assertThat(rhythm.at(START + Buckets.PER_DAY / 2 + 70)).isGreaterThan(1.2);
        assertThat(Rhythm.before(START + 13 * Buckets.PER_DAY, counts)).isSameAs(Rhythm.UNKNOWN);
    }

    @Test
    void tellsOfAShareThatGrewAndNotOfThreeOfFour() {
        var all = noisy(10 * Buckets.PER_DAY, 4);
        var negative = new Counts(START);
        for (long at = START; at <= all.head(); at++) {
            negative.add(at, all.count(at) / 4);
        }
        long now = all.head();
        assertThat(new ShareDetector(negative, all).look(end(now), USUAL).alarm())
                .isFalse();
        for (long at = now - 11; at <= now; at++) {
            negative.add(at, all.count(at) - negative.count(at));
        }
        all.add(now, 40);
        negative.add(now, 40);
        var look = new ShareDetector(negative, all).look(end(now), USUAL);
        assertThat(look.alarm()).isTrue();
        assertThat(look.expected()).isBetween(0.1, 0.3);

        var few = new Counts(START);
        var fewNegative = new Counts(START);
        few.add(START, 4);
        few.add(now, 4);
        fewNegative.add(now, 3);
        assertThat(new ShareDetector(fewNegative, few).look(end(now), USUAL).alarm())
                .isFalse();
    }

    private static Counts noisy(int buckets, int mean) {
        var random = new Random(7);
        var counts = new Counts(START);
        for (int i = 0; i < buckets; i++) {
            counts.add(START + i, random.nextInt(2 * mean + 1));
        }
        return counts;
    }

    private static long end(long bucket) {
        return (bucket + 1) * Buckets.MINUTES - 1;
    }
}
