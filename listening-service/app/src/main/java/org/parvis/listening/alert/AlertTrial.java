package org.parvis.listening.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.AlertSignal;

/**
 * Runs a rule over a past period, minute by minute, knowing at each minute only what was known here then. It tells nobody, writes
 * nothing, and gives the same each time.
 */
final class AlertTrial {

    /** An alert that comes so long before or after an incident was opened has found it. */
    private static final Duration BELONGS = Duration.ofHours(12);

    private static final int NIGHT_BEGINS = 22;
    private static final int NIGHT_ENDS = 7;

    private final PastTalk talk;
    private final Collection<AlertSignal> signals;
    private final double leastEffect;

    AlertTrial(PastTalk talk, Collection<AlertSignal> signals, double leastEffect) {
        this.talk = talk;
        this.signals = signals;
        this.leastEffect = leastEffect;
    }

    /** Something the rule would have told. */
    record Ring(Instant at, AlertSignal signal, double observed, double expected) {}

    /** An incident that people closed as real. */
    record Known(String incidentId, Instant openedAt) {}

    /**
     * @param lead how much earlier than the incident was opened; negative when later
     */
    record Hit(Known incident, Duration lead) {}

    /**
     * What the rule would have done.
     *
     * @param rings every time somebody would have been told; one crisis rings once, whatever it shows in
     * @param median of the leads; null when nothing was hit
     * @param elsewhere rings that belong to no incident that people closed as real
     * @param atNight rings between ten in the evening and seven in the morning, where the brand is
     */
    record Report(
            List<Ring> rings,
            List<Hit> hits,
            List<Known> misses,
            @Nullable Duration median,
            int elsewhere,
            int atNight) {

        public Report {
            rings = List.copyOf(rings);
            hits = List.copyOf(hits);
            misses = List.copyOf(misses);
        }
    }

    /**
     * @param from the first minute that may ring, {@code to} the one after the last; what was said before is learned from
     * @param progress hears of the share done, from 0 to 1
     */
    Report run(long from, long to, List<Known> incidents, ZoneId zone, DoubleConsumer progress) {
        var rings = rings(from, to, progress);
        var hits = new ArrayList<Hit>();
        var misses = new ArrayList<Known>();
        var belonging = new HashSet<Ring>();
        for (var incident : incidents) {
            var near = rings.stream()
                    .filter(ring -> Duration.between(ring.at(), incident.openedAt())
                                    .abs()
                                    .compareTo(BELONGS)
                            <= 0)
                    .toList();
            belonging.addAll(near);
            if (near.isEmpty()) {
                misses.add(incident);
            } else {
                hits.add(new Hit(incident, Duration.between(near.getFirst().at(), incident.openedAt())));
            }
        }
        int atNight = (int) rings.stream()
                .map(ring -> ring.at().atZone(zone).getHour())
                .filter(hour -> hour >= NIGHT_BEGINS || hour < NIGHT_ENDS)
                .count();
        return new Report(rings, hits, misses, median(hits), rings.size() - belonging.size(), atNight);
    }

    private List<Ring> rings(long from, long to, DoubleConsumer progress) {
        var rings = new ArrayList<Ring>();
        if (talk.size() == 0) {
            return rings;
        }
        long first = Math.min(talk.bucket(0), Buckets.ofMinute(from));
        var series = new Series(first);
        Map<Integer, Long> people = new HashMap<>();
        Instant last = Instant.MIN;
        int next = 0;
        for (long minute = from; minute < to; minute++) {
            for (; next < talk.size() && talk.known(next) <= minute; next++) {
                add(series, next, people);
            }
            if (minute % (24 * 60) == 0) {
                progress.accept((minute - from) / (double) (to - from));
            }
            for (var signal : signals) {
                var look = series.look(signal, minute, leastEffect);
                if (look.alarm()) {
                    series.told(signal, minute);
                    var at = Instant.ofEpochSecond((minute + 1) * 60);
                    if (last.isBefore(at.minus(BELONGS))) {
                        rings.add(new Ring(at, signal, look.observed(), look.expected()));
                        last = at;
                    }
                }
            }
        }
        progress.accept(1);
        return rings;
    }

    private void add(Series series, int at, Map<Integer, Long> people) {
        long bucket = talk.bucket(at);
        long last = people.getOrDefault(talk.person(at), Long.MIN_VALUE);
        series.add(bucket, talk.isNegative(at), last);
        people.put(talk.person(at), Math.max(last, bucket));
    }

    private static @Nullable Duration median(List<Hit> hits) {
        if (hits.isEmpty()) {
            return null;
        }
        var leads = hits.stream().map(Hit::lead).sorted().toList();
        return leads.get(leads.size() / 2);
    }
}
