package org.parvis.listening.alert;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.parvis.listening.api.AlertSensitivity;

/**
 * Brands made up from a seed, whose crises begin at a minute that is known: a day's and a week's rhythm, counts more uneven than
 * chance, crises of several sizes that break out at once, grow over hours or smoulder.
 */
public final class SeededBrands {

    private static final long SEED = 20_261_122;
    private static final long FIRST_MINUTE = 29_000_000 / Buckets.MINUTES * Buckets.MINUTES;
    private static final int WEEKS = 10;
    private static final int WEEKS_LEARNT = 2;
    private static final int MINUTES = WEEKS * 7 * 24 * 60;
    private static final int BRANDS_OF_A_SIZE = 8;

    /** An alarm within so long after a crisis began has found it; what comes then is a false alarm. */
    private static final int FOUND_WITHIN = 12 * 60;

    enum Shape {
        AT_ONCE,
        GROWING,
        SMOULDERING
    }

    /** @param posts how many more there are because of it */
    record Crisis(int minute, Shape shape, double posts) {

        /** How many it brings in the minute so long after it began. */
        double at(int since) {
            if (since < 0) {
                return 0;
            }
            return switch (shape) {
                case AT_ONCE -> posts / 180 * Math.exp(-since / 180.0);
                case GROWING -> since < 360 ? posts * since / (360.0 * 360 / 2) : 0;
                case SMOULDERING -> since < 720 ? posts / 720 : 0;
            };
        }
    }

    private static final class Tally {
        private final List<Integer> delays = new ArrayList<>();
        private int crises;
        private int falseAlarms;
    }

    private SeededBrands() {}

    /** Prints, for each size of brand, how soon crises are found and how often somebody is told of nothing. */
    public static boolean run(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "Alarms on made-up brands: %d weeks each after %d to learn from, %d brands of each size%n",
                WEEKS - WEEKS_LEARNT,
                WEEKS_LEARNT,
                BRANDS_OF_A_SIZE);
        var random = new Random(SEED);
        int falseAlarms = 0;
        int found = 0;
        int crises = 0;
        int brands = 0;
        for (double perDay : new double[] {1, 8, 39, 400, 4_000, 22_000}) {
            var tally = new Tally();
            for (int brand = 0; brand < BRANDS_OF_A_SIZE; brand++) {
                judge(perDay, random, tally);
            }
            print(perDay, tally, out);
            falseAlarms += tally.falseAlarms;
            found += tally.delays.size();
            crises += tally.crises;
            brands += BRANDS_OF_A_SIZE;
        }
        double rate = falseAlarms / (double) brands / (WEEKS - WEEKS_LEARNT);
        out.printf(
                Locale.ROOT,
                "  all: %d of %d crises found, %.2f false alarms per brand and week (goal 15: at most 1.0, good 0.4)%n",
                found,
                crises,
                rate);
        return rate <= 1;
    }

    private static void print(double perDay, Tally tally, PrintStream out) {
        var delays = tally.delays.stream().sorted().toList();
        out.printf(
                Locale.ROOT,
                "  %6.0f posts a day: %2d of %2d crises found, after %s minutes (median, nine of ten), %.2f false alarms per brand and week%n",
                perDay,
                delays.size(),
                tally.crises,
                delays.isEmpty() ? "-" : delays.get(delays.size() / 2) + " / " + delays.get(delays.size() * 9 / 10),
                tally.falseAlarms / (double) BRANDS_OF_A_SIZE / (WEEKS - WEEKS_LEARNT));
    }

    private static void judge(double perDay, Random random, Tally tally) {
        var crises = crises(perDay, random);
        tally.crises += crises.size();
        var counts = new Counts(Buckets.ofMinute(FIRST_MINUTE));
        var detector = new CountDetector(counts);
        var found = new boolean[crises.size()];
        double mood = 1;
        for (int minute = 0; minute < MINUTES; minute++) {
            if (minute % Buckets.MINUTES == 0) {
                // The mood of a day wanders by itself, and each five minutes have their own.
                mood = Math.exp(0.9 * Math.log(mood) + 0.08 * random.nextGaussian());
            }
            double rate = perDay / (24 * 60) * rhythm(minute) * mood * gamma(random);
            for (var crisis : crises) {
                rate += crisis.at(minute - crisis.minute());
            }
            long at = FIRST_MINUTE + minute;
            int posts = poisson(rate, random);
            if (posts > 0) {
                counts.add(Buckets.ofMinute(at), posts);
            }
            if (detector.look(at, Sensitivity.effect(AlertSensitivity.NORMAL)).alarm()) {
                detector.told(at);
                if (minute >= WEEKS_LEARNT * 7 * 24 * 60) {
                    told(minute, crises, found, tally);
                }
            }
        }
    }

    private static void told(int minute, List<Crisis> crises, boolean[] found, Tally tally) {
        for (int i = 0; i < crises.size(); i++) {
            int since = minute - crises.get(i).minute();
            if (since >= 0 && since <= FOUND_WITHIN) {
                if (!found[i]) {
                    found[i] = true;
                    tally.delays.add(since);
                }
                return;
            }
        }
        tally.falseAlarms++;
    }

    /** One every eight days or so, each a third to three times a day's posts and at least fifty. */
    private static List<Crisis> crises(double perDay, Random random) {
        var crises = new ArrayList<Crisis>();
        int minute = WEEKS_LEARNT * 7 * 24 * 60 + random.nextInt(3 * 24 * 60);
        while (minute < MINUTES - FOUND_WITHIN) {
            var shape = Shape.values()[random.nextInt(Shape.values().length)];
            double size = Math.exp(Math.log(1.0 / 3) + random.nextDouble() * Math.log(9));
            crises.add(new Crisis(minute, shape, Math.max(50, size * perDay)));
            minute += 5 * 24 * 60 + random.nextInt(6 * 24 * 60);
        }
        return crises;
    }

    private static double rhythm(int minute) {
        double hour = minute / 60.0 % 24;
        int day = minute / (24 * 60) % 7;
        double byDay = 1 + 0.8 * Math.sin((hour - 9) / 24 * 2 * Math.PI);
        return byDay * (day >= 5 ? 0.6 : 1.16);
    }

    /** Mean 1, variance a half. */
    private static double gamma(Random random) {
        return -(Math.log(1 - random.nextDouble()) + Math.log(1 - random.nextDouble())) / 2;
    }

    private static int poisson(double rate, Random random) {
        if (rate > 30) {
            return (int) Math.max(0, Math.round(rate + Math.sqrt(rate) * random.nextGaussian()));
        }
        double left = Math.exp(-rate);
        double product = random.nextDouble();
        int many = 0;
        while (product > left) {
            product *= random.nextDouble();
            many++;
        }
        return many;
    }
}
