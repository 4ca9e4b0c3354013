package org.parvis.listening.topic;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.parvis.listening.gap.KnownGaps;
import org.parvis.web.view.Curve;

/** Draws how many messages each day has, with the times of which something is not known. */
final class TopicCurve {

    /** Shorter ones have no room for words. */
    private static final Duration NAMED = Duration.ofDays(2);

    private final ZoneId zone;
    private final Instant from;
    private final Instant to;
    private final List<Curve.Figure> figures;

    /** @param days without a hole, the oldest first */
    TopicCurve(List<Days.Day> days, ZoneId zone) {
        this.zone = zone;
        from = start(days.getFirst().day());
        to = start(days.getLast().day().plusDays(1));
        figures = days.stream()
                .map(day -> Curve.Figure.of(
                        day.day().atTime(LocalTime.NOON).atZone(zone).toInstant(), (double) day.found()))
                .toList();
    }

    /** The same for a wide page and for a phone. */
    record Drawn(Curve wide, Curve narrow) {}

    /** @param events the oldest first */
    Drawn drawn(List<Curve.Gap> gaps, List<Curve.Event> events, String sentence) {
        return new Drawn(
                drawing(gaps, legible(events)).size(824, 240).saying(sentence),
                drawing(gaps, List.of()).size(350, 206).saying(sentence));
    }

    private Curve.Drawing drawing(List<Curve.Gap> gaps, List<Curve.Event> events) {
        return Curve.drawing()
                .over(from, to)
                .figures(figures)
                .gaps(gaps)
                .events(events)
                .in(zone);
    }

    /** Of events that are close to each other, only the last one keeps its words: they would lie on each other. */
    private static List<Curve.Event> legible(List<Curve.Event> events) {
        return IntStream.range(0, events.size())
                .mapToObj(n -> {
                    var event = events.get(n);
                    var isClose = n + 1 < events.size()
                            && Duration.between(event.at(), events.get(n + 1).at())
                                            .compareTo(NAMED)
                                    < 0;
                    return isClose ? new Curve.Event(event.at(), "") : event;
                })
                .toList();
    }

    /** The part of a gap that is drawn. */
    Curve.Gap shaded(Instant begin, Instant end, String text) {
        var first = begin.isBefore(from) ? from : begin;
        var last = end.isAfter(to) ? to : end;
        return new Curve.Gap(first, last, Duration.between(first, last).compareTo(NAMED) < 0 ? "" : text);
    }

    Curve.Gap shaded(KnownGaps.Gap gap, Instant now, String text) {
        return shaded(gap.from(), gap.to() == null ? now : gap.to(), text);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
