package org.parvis.listening.alert;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.parvis.listening.api.AlertSensitivity;

/** How good our alarms are on the public series, beside the named detectors on the same series, scored in the same run. */
public final class AlarmBoard {

    private static final String BEST = "ARTime";
    private static final String FEWEST_FALSE = "contextOSE";
    private static final double MUST = 0.9;

    /** Out of 33 windows thirty: so many must be found for the rate of false alarms to count. */
    private static final double FOUND = 30.0 / 33;

    private final NabBoard board;
    private final PrintStream out;
    private final Map<Double, List<boolean[]>> alarms = new HashMap<>();

    private AlarmBoard(NabBoard board, PrintStream out) {
        this.board = board;
        this.out = out;
    }

    /** True when the goals are reached, or there is nothing to measure on. */
    public static boolean run(PrintStream out) throws IOException {
        var board = NabBoard.open();
        if (board == null) {
            out.println(
                    "Alarms on public series skipped: no folder shared/data/nab beside this checkout, nothing was measured (goals 13 to 15)");
            return true;
        }
        var scored = new AlarmBoard(board, out);
        scored.print();
        return scored.goals(Sensitivity.effect(AlertSensitivity.NORMAL));
    }

    /** Only the goals, at the delivered threshold. */
    static boolean goals(NabBoard board, PrintStream out) {
        return new AlarmBoard(board, out).goals(Sensitivity.effect(AlertSensitivity.NORMAL));
    }

    private void print() {
        out.printf(
                Locale.ROOT,
                "Alarms on %d public series (NAB realTweets), %.1f scored weeks together%n",
                board.series().size(),
                board.weeks());
        out.printf(
                Locale.ROOT,
                "  our scoring is theirs: %s, written anew, scores within %.1e of what was published for each series%n",
                RunningGaussian.NAME,
                board.furthestFromPublished());
        for (var detector : board.published().keySet()) {
            line(
                    detector,
                    board.profiles().stream()
                            .map(profile -> board.publishedScore(detector, profile))
                            .toList());
        }
        double fixed = Sensitivity.effect(AlertSensitivity.NORMAL);
        line("ours, as delivered (" + fixed + ")", scores(fixed));
        line("ours, lower sensitivity", scores(Sensitivity.effect(AlertSensitivity.LOWER)));
        line("ours, higher sensitivity", scores(Sensitivity.effect(AlertSensitivity.HIGHER)));
        line(
                "ours, threshold of the other series",
                board.profiles().stream().map(this::leftOut).toList());
        line(
                "ours, best threshold here",
                board.profiles().stream()
                        .map(profile -> grid().stream()
                                .mapToDouble(effect ->
                                        board.normalised(total(effect, profile).value(), profile))
                                .max()
                                .orElseThrow())
                        .toList());
    }

    private boolean goals(double fixed) {
        var standard = board.profiles().get(0);
        var lowFalse = board.profiles().get(1);
        boolean met = goal("goal 13", scores(fixed).get(0), board.publishedScore(BEST, standard), BEST);
        met &= goal("goal 14", scores(fixed).get(1), board.publishedScore(FEWEST_FALSE, lowFalse), FEWEST_FALSE);
        var total = total(fixed, standard);
        double rate = total.falseAlarms() / board.weeks();
        boolean enough = total.found() >= Math.floor(FOUND * total.windows());
        out.printf(
                Locale.ROOT,
                "  goal 15: %.2f false alarms per brand and week (%d), %d of %d windows found (must 1.0, good 0.4): %s; %s %.2f%n",
                rate,
                total.falseAlarms(),
                total.found(),
                total.windows(),
                verdict(enough && rate <= 1, enough && rate <= 0.4),
                BEST,
                board.publishedFalsePoints(BEST, standard) / board.weeks());
        return met && enough && rate <= 1;
    }

    private boolean goal(String name, double ours, double theirs, String who) {
        double ratio = ours / theirs;
        out.printf(
                Locale.ROOT,
                "  %s: %.1f against %.1f of %s on the same series, ratio %.2f (must %.2f, good 1.00): %s%n",
                name,
                ours,
                theirs,
                who,
                ratio,
                MUST,
                verdict(ratio >= MUST, ratio >= 1));
        return ratio >= MUST;
    }

    private static String verdict(boolean must, boolean good) {
        return good ? "good" : must ? "met" : "MISSED";
    }

    private void line(String name, List<Double> scores) {
        out.printf(
                Locale.ROOT,
                "  %-38s standard %6.1f   few false alarms %6.1f   few missed %6.1f%n",
                name,
                scores.get(0),
                scores.get(1),
                scores.get(2));
    }

    private List<Double> scores(double effect) {
        return board.profiles().stream()
                .map(profile -> board.normalised(total(effect, profile).value(), profile))
                .toList();
    }

    /** Each series scored with the threshold that is best for all the others. */
    private double leftOut(NabBoard.Profile profile) {
        double value = 0;
        for (int left = 0; left < board.series().size(); left++) {
            double best = Double.NEGATIVE_INFINITY;
            double chosen = 0;
            for (double effect : grid()) {
                double others = total(effect, profile).value()
                        - score(left, effect, profile).value();
                if (others > best) {
                    best = others;
                    chosen = effect;
                }
            }
            value += score(left, chosen, profile).value();
        }
        return board.normalised(value, profile);
    }

    static List<Double> grid() {
        var grid = new ArrayList<Double>();
        for (double effect = 3; effect <= 8; effect += 0.25) {
            grid.add(effect);
        }
        return grid;
    }

    private NabBoard.Score total(double effect, NabBoard.Profile profile) {
        var total = NabBoard.Score.NONE;
        for (int i = 0; i < board.series().size(); i++) {
            total = total.plus(score(i, effect, profile));
        }
        return total;
    }

    private NabBoard.Score score(int series, double effect, NabBoard.Profile profile) {
        var found = alarms.computeIfAbsent(
                effect,
                any -> board.series().stream()
                        .map(one -> OwnAlarms.of(one, effect))
                        .toList());
        return board.score(board.series().get(series), Objects.requireNonNull(found.get(series)), profile);
    }
}
