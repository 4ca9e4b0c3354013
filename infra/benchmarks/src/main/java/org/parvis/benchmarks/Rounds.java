package org.parvis.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Runs several sides round by round, shuffled within each round, and compares them round by round.
 *
 * <p>On a shared machine absolute rates wander; the ratio of two sides measured in the same minute wanders far less.
 */
final class Rounds {

    /** One side of a comparison: does its work once and says how many events per second it managed. */
    @FunctionalInterface
    interface Side {
        double run() throws Exception;
    }

    private final Map<String, Side> sides = new LinkedHashMap<>();
    private final Map<String, double[]> rates = new LinkedHashMap<>();
    private final Random random = new Random(20_261_121);

    Rounds side(String name, Side side) {
        sides.put(name, side);
        return this;
    }

    /** Runs all sides {@code rounds} times. */
    Rounds run(int rounds, PrintStream log) throws Exception {
        sides.keySet().forEach(name -> rates.put(name, new double[rounds]));
        for (int round = 0; round < rounds; round++) {
            var order = new ArrayList<>(sides.keySet());
            Collections.shuffle(order, random);
            for (String name : order) {
                Side side = sides.get(name);
                double[] results = rates.get(name);
                if (side != null && results != null) {
                    results[round] = side.run();
                    log.printf(Locale.ROOT, "    round %d  %-58s %,12.0f/s%n", round + 1, name, results[round]);
                }
            }
        }
        return this;
    }

    double[] rates(String name) {
        double[] results = rates.get(name);
        if (results == null) {
            throw new IllegalArgumentException("No side " + name);
        }
        return results;
    }

    /** For each round the best of some sides, as a side of its own. */
    Rounds best(String name, List<String> among) {
        double[] best = new double[rates(among.getFirst()).length];
        for (String side : among) {
            double[] results = rates(side);
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.max(best[i], results[i]);
            }
        }
        rates.put(name, best);
        return this;
    }

    /** Median, least and greatest of the rates, one line per side. */
    void printRates(PrintStream out) {
        rates.forEach((name, results) -> out.printf(
                Locale.ROOT,
                "  %-58s %,9.0f/s  [%,.0f - %,.0f]%n",
                name,
                median(results),
                Arrays.stream(results).min().orElse(0),
                Arrays.stream(results).max().orElse(0)));
    }

    /** Compares two sides round by round with a goal; true when the median reaches it. */
    boolean printRatio(PrintStream out, String goal, String side, String baseline, double must, double good) {
        double[] ours = rates(side);
        double[] theirs = rates(baseline);
        double[] ratios = new double[ours.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours[i] / theirs[i];
        }
        double median = median(ratios);
        String verdict = median >= good ? "good" : median >= must ? "met" : "MISSED";
        out.printf(
                Locale.ROOT,
                "  %-8s %s / %s:  %.2f  [%.2f - %.2f]  must %.1f, good %.1f: %s%n",
                goal,
                side,
                baseline,
                median,
                Arrays.stream(ratios).min().orElse(0),
                Arrays.stream(ratios).max().orElse(0),
                must,
                good,
                verdict);
        return median >= must;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
