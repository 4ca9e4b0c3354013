package org.parvis.listening.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.AlertSignal;
import org.parvis.listening.gap.KnownGaps;
import org.parvis.listening.topic.TopicVersions;
import org.parvis.web.view.Curve;
import org.springframework.stereotype.Component;

/** Draws an alert: what two hours brought, at each quarter of an hour, with what is usual then and where a source was silent. */
@Component
class AlertCurve {

    private static final Duration BEFORE = Duration.ofHours(16);
    private static final Duration AFTER = Duration.ofHours(6);
    private static final int STEP = 3;

    /** The usual is drawn as wide as two standard deviations on each side. */
    private static final double BAND = 2;

    private final SeriesCounts counts;
    private final KnownGaps gaps;
    private final TopicVersions versions;
    private final AlertWords words;

    AlertCurve(SeriesCounts counts, KnownGaps gaps, TopicVersions versions, AlertWords words) {
        this.counts = counts;
        this.gaps = gaps;
        this.versions = versions;
        this.words = words;
    }

    record Drawn(Curve wide, Curve narrow, List<KnownGaps.Gap> gaps) {}

    Drawn of(Incidents.Item incident, Incidents.Alert alert, String title, Instant now, ZoneId zone, Locale locale) {
        var key = new SeriesKey(incident.brandId(), alert.topicId());
        var until = alert.to().plus(AFTER).isBefore(now) ? alert.to().plus(AFTER) : now;
        long last = Buckets.of(until) - 1;
        long first = Buckets.of(alert.to().minus(BEFORE));
        long start = Math.max(counts.first(key), last - 20L * Buckets.PER_DAY);
        var series = new Series(start);
        series.take(counts.stretch(key, start, last));
        var figures = new ArrayList<Curve.Figure>();
        for (long bucket = first + Math.floorMod(last - first, (long) STEP); bucket <= last; bucket += STEP) {
            figures.add(figure(series, alert, bucket));
        }
        var silent = gaps.of(incident.brandId(), alert.topicId(), Buckets.start(first), until);
        var shaded = silent.stream()
                .map(gap -> shaded(gap, Buckets.start(first), until, locale))
                .toList();
        var events = new ArrayList<Curve.Event>();
        events.add(new Curve.Event(alert.to(), words.text("listening.alert.mark.alert", locale)));
        versions.breaks(alert.topicId(), Buckets.start(first), until)
                .forEach(version -> events.add(new Curve.Event(
                        version.changedAt(), words.text("listening.topic.mark.version", locale, version.version()))));
        mark(events, incident.acknowledgedAt(), until, "listening.alert.mark.acknowledged", locale);
        mark(events, incident.closedAt(), until, "listening.alert.mark.closed", locale);
        var wide = Curve.drawing().figures(figures).gaps(shaded).events(events).in(zone);
        var narrow = Curve.drawing().figures(figures).gaps(shaded).in(zone).size(350, 206);
        return new Drawn(wide.saying(title), narrow.saying(title), silent);
    }

    private void mark(List<Curve.Event> events, @Nullable Instant at, Instant until, String key, Locale locale) {
        if (at != null && at.isBefore(until)) {
            events.add(new Curve.Event(at, words.text(key, locale)));
        }
    }

    private static Curve.Figure figure(Series series, Incidents.Alert alert, long bucket) {
        double effect = Sensitivity.effect(alert.sensitivity());
        var look = series.look(alert.signal(), (bucket + 1) * Buckets.MINUTES - 1, effect);
        double unit = (look.threshold() - look.expected()) / effect;
        double times = alert.signal() == AlertSignal.NEGATIVE_SHARE ? 100 : 1;
        return new Curve.Figure(
                Buckets.start(bucket + 1),
                round(look.observed() * times),
                round(Math.max(0, look.expected() - BAND * unit) * times),
                round((look.expected() + BAND * unit) * times),
                round(look.threshold() * times));
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private Curve.Gap shaded(KnownGaps.Gap gap, Instant from, Instant until, Locale locale) {
        var begin = gap.from().isBefore(from) ? from : gap.from();
        var end = gap.to() == null || gap.to().isAfter(until) ? until : gap.to();
        return new Curve.Gap(begin, end, words.text("listening.gap." + gap.cause(), locale, gap.name()));
    }
}
