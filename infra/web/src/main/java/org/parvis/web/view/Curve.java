package org.parvis.web.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.parvis.web.view.Draw.Spot;

/**
 * A volume over time drawn on the server: the usual band, the threshold, what was observed, and hatching where a source was
 * silent; inside a gap the line is dotted, because there we do not know.
 *
 * <p>Made with {@link #drawing()}; the fragment {@code curve} shows it together with the same figures as a table.
 */
public final class Curve {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM", Locale.ROOT);
    private static final int LEVELS_AT_MOST = 4;
    private static final int TIMES_AT_MOST = 7;
    private static final List<Duration> TICKS_APART = List.of(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(7));

    private final List<Figure> figures;
    private final List<Gap> gaps;
    private final List<Event> events;
    private final @Nullable Instant begin;
    private final @Nullable Instant end;
    private final ZoneId zone;
    private final int width;
    private final int height;
    private final String label;
    private final double ceiling;
    private final double step;

    private Curve(Drawing drawing) {
        figures = List.copyOf(drawing.figures);
        gaps = List.copyOf(drawing.gaps);
        events = List.copyOf(drawing.events);
        begin = drawing.begin;
        end = drawing.end;
        zone = drawing.zone;
        width = drawing.width;
        height = drawing.height;
        label = drawing.label;
        step = niceStep(highest() / LEVELS_AT_MOST);
        ceiling = Math.max(step, Math.ceil(highest() / step) * step);
    }

    public static Drawing drawing() {
        return new Drawing();
    }

    /** What was seen at one moment, and what would be usual then; the usual is null when nothing is known of it. */
    public record Figure(
            Instant at,
            double observed,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double threshold) {

        public static Figure of(Instant at, double observed) {
            return new Figure(at, observed, null, null, null);
        }
    }

    /** A time in which a source was silent, with the words over the hatching. */
    public record Gap(Instant from, Instant to, String text) {

        boolean covers(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    /** Something that happened then, with its words; a coincidence until proved. */
    public record Event(Instant at, String text) {}

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The sentence a screen reader says instead of the picture. */
    public String label() {
        return label;
    }

    public int left() {
        return 30;
    }

    public int right() {
        return width - 6;
    }

    public int top() {
        return gaps.isEmpty() ? 14 : 40;
    }

    public int bottom() {
        return height - 26;
    }

    public List<Level> levels() {
        var levels = new ArrayList<Level>();
        for (var value = 0.0; value <= ceiling; value += step) {
            levels.add(new Level(value, y(value), value == 0));
        }
        return levels;
    }

    /** Marks at round hours or at midnights of the reader's zone, never at odd minutes. */
    public List<Tick> times() {
        if (figures.size() < 2) {
            return List.of();
        }
        var ticks = new ArrayList<Tick>();
        var apart = TICKS_APART.stream()
                .filter(one -> Duration.between(from(), to()).dividedBy(one) < TIMES_AT_MOST)
                .findFirst()
                .orElse(Duration.ofDays(Duration.between(from(), to()).toDays() / TIMES_AT_MOST + 1));
        var names = apart.compareTo(Duration.ofDays(1)) < 0 ? HOUR : DAY;
        var midnight = from().atZone(zone).toLocalDate().atStartOfDay(zone);
        for (var at = midnight; !at.toInstant().isAfter(to()); at = at.plus(apart)) {
            if (!at.toInstant().isBefore(from())) {
                var x = x(at.toInstant());
                ticks.add(new Tick(x, names.format(at), x > right() - 20 ? "end" : "middle"));
            }
        }
        return ticks;
    }

    public @Nullable String band() {
        var known = figures.stream()
                .filter(figure -> figure.low() != null && figure.high() != null)
                .toList();
        return known.size() < 2 ? null : Draw.area(spots(known, Curve::highOf), spots(known, Curve::lowOf));
    }

    public @Nullable String threshold() {
        var known =
                figures.stream().filter(figure -> figure.threshold() != null).toList();
        return known.size() < 2 ? null : Draw.line(spots(known, Curve::thresholdOf));
    }

    /** The surface between the threshold's breach and the band, at the end of the curve only: there somebody must look. */
    public @Nullable String excess() {
        var from = figures.size();
        while (from > 0 && isOver(figures.get(from - 1))) {
            from--;
        }
        if (from == figures.size()) {
            return null;
        }
        var over = figures.subList(Math.max(0, from - 1), figures.size());
        return over.size() < 2 ? null : Draw.area(spots(over, Figure::observed), spots(over, Curve::highOf));
    }

    public List<Stroke> strokes() {
        var strokes = new ArrayList<Stroke>();
        var run = new ArrayList<Spot>();
        var dotted = false;
        for (var n = 0; n < figures.size(); n++) {
            var figure = figures.get(n);
            var spot = new Spot(x(figure.at()), y(figure.observed()));
            var inGap = gaps.stream().anyMatch(gap -> gap.covers(figure.at()));
            if (inGap != dotted && !run.isEmpty()) {
                run.add(spot);
                strokes.add(new Stroke(Draw.line(run), dotted));
                run.clear();
            }
            dotted = inGap;
            run.add(spot);
        }
        if (run.size() > 1) {
            strokes.add(new Stroke(Draw.line(run), dotted));
        }
        return strokes;
    }

    public List<Hatched> gaps() {
        return gaps.stream()
                .filter(gap -> !figures.isEmpty()
                        && gap.to().isAfter(from())
                        && gap.from().isBefore(to()))
                .map(gap -> {
                    var start = x(gap.from());
                    var end = x(gap.to());
                    var edges = "M" + Draw.number(start) + " " + top() + "V" + bottom() + "M" + Draw.number(end) + " "
                            + top() + "V" + bottom();
                    return new Hatched(
                            Draw.number(start),
                            Draw.number(end - start),
                            Draw.number((start + end) / 2),
                            edges,
                            gap.text());
                })
                .toList();
    }

    public List<Mark> marks() {
        return events.stream()
                .filter(event -> !figures.isEmpty() && isInside(event.at()))
                .map(event -> {
                    var at = x(event.at());
                    var isRight = at > (left() + right()) / 2.0;
                    return new Mark(
                            Draw.number(at),
                            Draw.number(top() + (bottom() - top()) * .48),
                            Draw.number(isRight ? at - 12 : at + 12),
                            isRight ? "end" : "start",
                            event.text());
                })
                .toList();
    }

    /** The last figure, when it is over the threshold. */
    public @Nullable Point last() {
        if (figures.isEmpty() || !isOver(figures.getLast())) {
            return null;
        }
        var figure = figures.getLast();
        return new Point(x(figure.at()), y(figure.observed()), Math.round(figure.observed()) + "");
    }

    public List<Row> rows() {
        Predicate<Figure> unknown = figure -> gaps.stream().anyMatch(gap -> gap.covers(figure.at()));
        var names = isOfDays() ? DAY : HOUR;
        return figures.stream()
                .map(figure -> new Row(
                        names.format(figure.at().atZone(zone)),
                        unknown.test(figure) ? null : figure.observed(),
                        figure.low(),
                        figure.high()))
                .toList();
    }

    public record Level(double value, double at, boolean base) {}

    public record Tick(double at, String text, String anchor) {}

    public record Stroke(String path, boolean dotted) {}

    public record Hatched(String x, String width, String middle, String edges, String text) {}

    public record Mark(String x, String y, String textX, String anchor, String text) {}

    public record Point(double x, double y, String text) {}

    public record Row(
            String time,
            @Nullable Double observed,
            @Nullable Double low,
            @Nullable Double high) {}

    private Instant from() {
        return begin == null ? figures.getFirst().at() : begin;
    }

    private Instant to() {
        return end == null ? figures.getLast().at() : end;
    }

    /** One figure a day is told by its day; the day on which clocks change is an hour shorter. */
    private boolean isOfDays() {
        return figures.size() > 1
                && Duration.between(figures.getFirst().at(), figures.get(1).at())
                                .compareTo(Duration.ofHours(23))
                        >= 0;
    }

    private boolean isInside(Instant at) {
        return !at.isBefore(from()) && !at.isAfter(to());
    }

    private double x(Instant at) {
        var whole = Math.max(1, Duration.between(from(), to()).toMillis());
        var part = Math.clamp((double) Duration.between(from(), at).toMillis() / whole, 0, 1);
        return round(left() + part * (right() - left()));
    }

    private double y(double value) {
        return round(bottom() - value / ceiling * (bottom() - top()));
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private List<Spot> spots(List<Figure> of, ToDoubleFunction<Figure> value) {
        return of.stream()
                .map(figure -> new Spot(x(figure.at()), y(value.applyAsDouble(figure))))
                .toList();
    }

    private double highest() {
        return figures.stream()
                .mapToDouble(figure -> Math.max(figure.observed(), Math.max(highOf(figure), thresholdOf(figure))))
                .max()
                .orElse(0);
    }

    private static boolean isOver(Figure figure) {
        return figure.threshold() != null && figure.observed() > figure.threshold();
    }

    private static double lowOf(Figure figure) {
        return figure.low() == null ? 0 : figure.low();
    }

    private static double highOf(Figure figure) {
        return figure.high() == null ? 0 : figure.high();
    }

    private static double thresholdOf(Figure figure) {
        return figure.threshold() == null ? 0 : figure.threshold();
    }

    /** 1, 2, 2.5 or 5 times a power of ten, and never less than one thing. */
    private static double niceStep(double rough) {
        var power = Math.pow(10, Math.floor(Math.log10(Math.max(1, rough))));
        for (var factor : new double[] {1, 2, 2.5, 5, 10}) {
            var step = factor * power;
            if (step >= rough && step == Math.rint(step)) {
                return step;
            }
        }
        return 10 * power;
    }

    /** What to draw, said step by step. */
    public static final class Drawing {

        private final List<Figure> figures = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private @Nullable Instant begin;
        private @Nullable Instant end;
        private ZoneId zone = ZoneId.of("UTC");
        private int width = 824;
        private int height = 384;
        private String label = "";

        private Drawing() {}

        public Drawing figures(List<Figure> all) {
            figures.addAll(all);
            return this;
        }

        public Drawing gaps(List<Gap> all) {
            gaps.addAll(all);
            return this;
        }

        public Drawing events(List<Event> all) {
            events.addAll(all);
            return this;
        }

        /** Shows this time and no other; without it, from the first figure to the last. */
        public Drawing over(Instant from, Instant to) {
            begin = from;
            end = to;
            return this;
        }

        public Drawing in(ZoneId readersZone) {
            zone = readersZone;
            return this;
        }

        public Drawing size(int wide, int high) {
            width = wide;
            height = high;
            return this;
        }

        /** The finished curve; the sentence says what the picture shows. */
        public Curve saying(String sentence) {
            label = sentence;
            return new Curve(this);
        }
    }
}
