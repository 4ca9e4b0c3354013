package org.parvis.listening.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.parvis.listening.api.AlertSensitivity;

class CountDetectorPropertyTest {

    private static final long START = 5_800_032;
    private static final double EFFECT = Sensitivity.effect(AlertSensitivity.NORMAL);

    @Property(tries = 20)
    void aConstantSeriesNeverAlarms(@ForAll @IntRange(max = 10) int each) {
        assertThat(alarms(series(each, 3_000, new Random(1), 0))).isEmpty();
    }

    /** Only its first hour may be one: what comes out of nowhere in hundreds is told of, once. */
    @Property(tries = 20)
    void aLargeConstantSeriesAlarmsOnceAtMost(@ForAll @IntRange(min = 11, max = 100_000) int each) {
        assertThat(alarms(series(each, 3_000, new Random(1), 0)))
                .allSatisfy(bucket -> assertThat(bucket).isLessThanOrEqualTo(Buckets.PER_HOUR))
                .hasSizeLessThan(2);
    }

    /** A brand that everybody talks ten times as much about is not ten times as much in crisis. */
    @Property(tries = 20)
    void scaledCountsDoNotAlarmByThemselves(
            @ForAll @IntRange(min = 2, max = 50) int times, @ForAll @IntRange(max = 1_000) int seed) {
        var random = new Random(seed);
        var quiet = new long[3_000];
        Arrays.setAll(quiet, i -> (long) (20 + 12 * Math.sin(i * 2 * Math.PI / Buckets.PER_DAY) + random.nextInt(7)));
        assertThat(alarms(quiet)).filteredOn(CountDetectorPropertyTest::isKnown).isEmpty();
        assertThat(alarms(Arrays.stream(quiet).map(value -> value * times).toArray()))
                .filteredOn(CountDetectorPropertyTest::isKnown)
                .isEmpty();
    }

    @Property(tries = 20)
    void aBucketThatComesLateGivesWhatItWouldHaveGivenInTime(@ForAll @IntRange(max = 10_000) int seed) {
        var random = new Random(seed);
        var values = series(5, 6_000, random, 40);
        var inTime = new Counts(START);
        var late = new Counts(START);
        var lateDetector = new CountDetector(late);
        for (int i = 0; i < values.length; i++) {
            inTime.add(START + i, values[i]);
            boolean delayed = random.nextInt(4) == 0 && i < values.length - 1;
            late.add(START + i, delayed ? values[i] / 2 : values[i]);
            if (delayed && i > 300) {
                lateDetector.look(end(START + i), EFFECT);
            }
            if (delayed) {
                values[i] -= values[i] / 2;
            } else {
                values[i] = 0;
            }
        }
        for (int i : shuffled(values.length, random)) {
            late.add(START + i, values[i]);
        }
        long now = START + values.length - 1;
        assertThat(lateDetector.look(end(now), EFFECT)).isEqualTo(new CountDetector(inTime).look(end(now), EFFECT));
    }

    @Property(tries = 15)
    void lookingEachMinuteGivesWhatReckoningFromTheBeginningGives(@ForAll @IntRange(max = 10_000) int seed) {
        var random = new Random(seed);
        var values = series(8, 6_500, random, 30);
        var counts = new Counts(START);
        var detector = new CountDetector(counts);
        for (int i = 0; i < values.length; i++) {
            counts.add(START + i, values[i]);
            if (i % 97 == 0 || i > values.length - 20) {
                var anew = new Counts(START);
                for (int j = i; j >= 0; j--) {
                    anew.add(START + j, values[j]);
                }
                long minute = (START + i) * Buckets.MINUTES + random.nextInt(Buckets.MINUTES);
                assertThat(detector.look(minute, EFFECT)).isEqualTo(new CountDetector(anew).look(minute, EFFECT));
            }
        }
    }

    @Property(tries = 5)
    void theSameInputGivesTheSameResult(@ForAll @IntRange(max = 10_000) int seed) {
        var values = series(8, 4_000, new Random(seed), 300);
        assertThat(alarms(values)).isEqualTo(alarms(values));
    }

    /** Later than the two days in which a series is judged as one that nobody knows. */
    private static boolean isKnown(int bucket) {
        return bucket >= 2 * Buckets.PER_DAY;
    }

    private static long[] series(int mean, int length, Random random, int bursts) {
        var values = new long[length];
        Arrays.setAll(values, i -> bursts == 0 ? mean : random.nextInt(2 * mean + 1));
        for (int i = 0; i < bursts; i++) {
            values[random.nextInt(length)] += random.nextInt(600);
        }
        return values;
    }

    private static int[] shuffled(int length, Random random) {
        var order = new int[length];
        for (int i = 0; i < length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private static List<Integer> alarms(long[] values) {
        var counts = new Counts(START);
        var detector = new CountDetector(counts);
        var alarms = new ArrayList<Integer>();
        for (int i = 0; i < values.length; i++) {
            counts.add(START + i, values[i]);
            if (detector.look(end(START + i), EFFECT).alarm()) {
                detector.told(end(START + i));
                alarms.add(i);
            }
        }
        return alarms;
    }

    private static long end(long bucket) {
        return (bucket + 1) * Buckets.MINUTES - 1;
    }
}
