package org.parvis.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Runs several sides round by round, shuffled within each round, and compares them round by round.
 *
 * <p>On a shared machine absolute rates wander; the ratio of two sides measured in the same minute wanders far less.
 */
final class Rounds {

    /** One side of a comparison: does its work once. */
    @FunctionalInterface
    interface Side {
        Measured run() throws Exception;
    }

    /**
     * What a side managed.
     *
     * @param rate events per second
     * @param cpuMicros processor time of client and server per event, which depends far less on what else runs
     * @param slowMicros what 99 of 100 acknowledgements take at most; not a number where nobody waits for one
     */
    record Measured(double rate, double cpuMicros, double slowMicros) {

        Measured(double rate, double cpuMicros) {
            this(rate, cpuMicros, Double.NaN);
        }
    }

    private final Map<String, Side> sides = new LinkedHashMap<>();
    private final Map<String, double[]> rates = new LinkedHashMap<>();
    private final Map<String, double[]> costs = new LinkedHashMap<>();
    private final Map<String, double[]> waits = new LinkedHashMap<>();
    private final Random random = new Random(20_261_121);

    Rounds side(String name, Side side) {
        sides.put(name, side);
        return this;
    }

    /** Runs all sides some times unmeasured, so that the compiler is done, and then {@code rounds} times. */
    Rounds run(int warmUps, int rounds, PrintStream log) throws Exception {
        for (int round = 0; round < warmUps; round++) {
            for (Side side : sides.values()) {
                side.run();
            }
        }
        sides.keySet().forEach(name -> {
            rates.put(name, new double[rounds]);
            costs.put(name, new double[rounds]);
            waits.put(name, new double[rounds]);
        });
        for (int round = 0; round < rounds; round++) {
            var order = new ArrayList<>(sides.keySet());
            Collections.shuffle(order, random);
            for (String name : order) {
                Measured measured = of(sides, name).run();
                of(rates, name)[round] = measured.rate();
                of(costs, name)[round] = measured.cpuMicros();
                of(waits, name)[round] = measured.slowMicros();
                log.printf(
                        Locale.ROOT,
                        "    round %d  %-50s %,12.0f/s  %,8.1f us%n",
                        round + 1,
                        name,
                        measured.rate(),
                        measured.cpuMicros());
            }
        }
        return this;
    }

    private static <T> T of(Map<String, T> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    /** For each round the best of some sides, as a side of its own. */
    Rounds best(String name, List<String> among) {
        int rounds = of(rates, among.getFirst()).length;
        double[] best = new double[rounds];
        double[] cost = new double[rounds];
        double[] wait = new double[rounds];
        for (String side : among) {
            for (int i = 0; i < rounds; i++) {
                if (of(rates, side)[i] > best[i]) {
                    best[i] = of(rates, side)[i];
                    cost[i] = of(costs, side)[i];
                    wait[i] = of(waits, side)[i];
                }
            }
        }
        rates.put(name, best);
        costs.put(name, cost);
        waits.put(name, wait);
        return this;
    }

    /** Of some sides the one that is mostly the best, as a side of its own. */
    Rounds mostlyBest(String name, List<String> among) {
        String best = Collections.max(among, Comparator.comparingDouble(side -> median(of(rates, side))));
        rates.put(name, of(rates, best));
        costs.put(name, of(costs, best));
        waits.put(name, of(waits, best));
        return this;
    }

    /** Median, least and greatest of the rates, one line per side. */
    void printRates(PrintStream out) {
        rates.forEach((name, results) -> out.printf(
                Locale.ROOT,
                "  %-50s %,9.0f/s  [%,.0f - %,.0f]  %,.1f us of processor time per event%s%n",
                name,
                median(results),
                Arrays.stream(results).min().orElse(0),
                Arrays.stream(results).max().orElse(0),
                median(of(costs, name)),
                slowest(of(waits, name))));
    }

    private static String slowest(double[] waits) {
        double slow = median(waits);
        return Double.isNaN(slow) ? "" : String.format(Locale.ROOT, ", p99 %,.0f us", slow);
    }

    /** Compares how long 99 of 100 acknowledgements take at most; true when the median of the ratios stays below. */
    boolean printWait(PrintStream out, String goal, String side, String baseline, double must, double good) {
        double[] ratios = ratios(of(waits, side), of(waits, baseline));
        double median = median(ratios);
        String verdict = median <= good ? "good" : median <= must ? "met" : "MISSED";
        out.printf(
                Locale.ROOT,
                "  %-8s p99 of %s / of %s:  %.2f  [%.2f - %.2f]  must %.2f, good %.2f: %s%n",
                goal,
                side,
                baseline,
                median,
                Arrays.stream(ratios).min().orElse(0),
                Arrays.stream(ratios).max().orElse(0),
                must,
                good,
                verdict);
        return median <= must;
    }

    /** Compares two sides round by round with a goal; true when the median reaches it. */
    boolean printRatio(PrintStream out, String goal, String side, String baseline, double must, double good) {
        double[] ratios = ratios(of(rates, side), of(rates, baseline));
        double[] saved = ratios(of(costs, baseline), of(costs, side));
        double median = median(ratios);
        String verdict = median >= good ? "good" : median >= must ? "met" : "MISSED";
        out.printf(
                Locale.ROOT,
                "  %-8s %s / %s:  %.2f  [%.2f - %.2f]  must %.2f, good %.2f: %s; processor time %.2f%n",
                goal,
                side,
                baseline,
                median,
                Arrays.stream(ratios).min().orElse(0),
                Arrays.stream(ratios).max().orElse(0),
                must,
                good,
                verdict,
                median(saved));
        return median >= must;
    }

    /** Compares a rate with a goal that is a rate; true when the median reaches it. */
    boolean printRate(PrintStream out, String goal, String side, double must, double good) {
        double[] results = of(rates, side);
        double median = median(results);
        String verdict = median >= good ? "good" : median >= must ? "met" : "MISSED";
        out.printf(
                Locale.ROOT,
                "  %-8s %s:  %,.0f/s  [%,.0f - %,.0f]  must %,.0f, good %,.0f: %s%n",
                goal,
                side,
                median,
                Arrays.stream(results).min().orElse(0),
                Arrays.stream(results).max().orElse(0),
                must,
                good,
                verdict);
        return median >= must;
    }

    private static double[] ratios(double[] ours, double[] theirs) {
        double[] ratios = new double[ours.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours[i] / theirs[i];
        }
        return ratios;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
