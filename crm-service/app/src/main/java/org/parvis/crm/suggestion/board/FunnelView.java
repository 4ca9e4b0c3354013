package org.parvis.crm.suggestion.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.suggestion.board.FeedbackLoop.Figures;
import org.parvis.crm.suggestion.board.FeedbackLoop.Step;

/**
 * The way of suggestions as a picture: five stations in a band that narrows, and between them how long a step takes.
 *
 * @param area the band, as the path of a picture 1000 by 64
 * @param change how the first figure compares with the year before; null when there is nothing to compare
 */
record FunnelView(
        @Nullable Duration toDecision,
        @Nullable Duration change,
        boolean isFaster,
        List<Station> stations,
        String area,
        List<Passage> passages) {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 64;
    private static final int STATION = WIDTH / 5;
    private static final int FLAT = 84;
    private static final double ROOM = 60;
    private static final double LEAST = 2;

    /** One station; {@code key} names its text. */
    record Station(String key, long count, String x, String y, String height) {}

    /** One step between stations; the slowest one is marked. */
    record Passage(
            String key, @Nullable Duration median, @Nullable Duration p90, boolean isSlowest) {}

    static FunnelView of(Figures figures, @Nullable Duration before) {
        var counts =
                new long[] {figures.mentions(), figures.raised(), figures.decided(), figures.shipped(), figures.told()};
        var heights = new double[counts.length];
        var most = Math.max(1, counts[0]);
        for (var at = 0; at < counts.length; at++) {
            heights[at] = Math.max(LEAST, Math.min(ROOM, ROOM * counts[at] / most));
        }
        var toDecision = figures.toDecision();
        var change =
                toDecision == null || toDecision.equals(before) || before == null ? null : toDecision.minus(before);
        return new FunnelView(
                toDecision,
                change == null ? null : change.abs(),
                change != null && change.isNegative(),
                stations(counts, heights),
                area(heights),
                passages(figures));
    }

    private static List<Station> stations(long[] counts, double[] heights) {
        var keys = List.of("mentions", "raised", "decided", "shipped", "told");
        var stations = new ArrayList<Station>();
        for (var at = 0; at < counts.length; at++) {
            stations.add(new Station(
                    keys.get(at),
                    counts[at],
                    number(at * (double) STATION),
                    number(HEIGHT - heights[at]),
                    number(heights[at])));
        }
        return stations;
    }

    private static String area(double[] heights) {
        var path = new StringBuilder("M0 ").append(HEIGHT);
        for (var at = 0; at < heights.length; at++) {
            var x = at * STATION;
            var y = number(HEIGHT - heights[at]);
            if (at == 0) {
                path.append(" L0 ").append(y);
            } else {
                var before = number(HEIGHT - heights[at - 1]);
                path.append(" C%d %s %d %s %d %s".formatted(x - 56, before, x - 60, y, x, y));
            }
            path.append(" L").append(x + FLAT).append(' ').append(y);
        }
        return path.append(" L%d %d Z".formatted(4 * STATION + FLAT, HEIGHT)).toString();
    }

    private static List<Passage> passages(Figures figures) {
        var steps = List.of(figures.raise(), figures.decide(), figures.ship(), figures.tell());
        var slowest = slowest(steps);
        var keys = List.of("raise", "decide", "ship", "tell");
        var passages = new ArrayList<Passage>();
        for (var at = 0; at < steps.size(); at++) {
            var step = steps.get(at);
            passages.add(new Passage(keys.get(at), step.median(), step.p90(), at == slowest));
        }
        passages.add(
                new Passage("whole", figures.whole().median(), figures.whole().p90(), false));
        return passages;
    }

    /** Which step takes longest, the first of equal ones; -1 when none was ever taken. */
    private static int slowest(List<Step> steps) {
        var slowest = -1;
        var longest = Duration.ZERO;
        for (var at = 0; at < steps.size(); at++) {
            var median = steps.get(at).median();
            if (median != null && (slowest < 0 || median.compareTo(longest) > 0)) {
                slowest = at;
                longest = median;
            }
        }
        return slowest;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** The first figure in at most two parts, such as 4 days 2 hours, by the rule of all lengths of time; units as message keys. */
    public List<Part> big() {
        if (toDecision == null) {
            return List.of();
        }
        if (toDecision.toDays() >= 10) {
            return List.of(new Part(toDecision.toDays(), "day"));
        }
        if (toDecision.toHours() >= 48) {
            return parts(new Part(toDecision.toDays(), "day"), new Part(toDecision.toHoursPart(), "hour"));
        }
        if (toDecision.toHours() > 0) {
            return parts(new Part(toDecision.toHours(), "hour"), new Part(toDecision.toMinutesPart(), "minute"));
        }
        return List.of(
                toDecision.toMinutes() > 0
                        ? new Part(toDecision.toMinutes(), "minute")
                        : new Part(toDecision.toSeconds(), "second"));
    }

    private static List<Part> parts(Part whole, Part rest) {
        return rest.number() == 0 ? List.of(whole) : List.of(whole, rest);
    }

    /** A number with its unit. */
    record Part(long number, String unit) {}
}
