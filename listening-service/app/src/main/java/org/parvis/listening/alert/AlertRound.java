package org.parvis.listening.alert;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.parvis.axon.Commands;
import org.parvis.axon.DatabaseTrouble;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.alert.AlertCommand.CloseIncident;
import org.parvis.listening.alert.AlertCommand.RaiseAlert;
import org.parvis.listening.api.AlertSignal;
import org.parvis.listening.api.IncidentOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks at every series in which something is said, once a minute; one replica at a time does it. What it finds becomes an entry under
 * an id that follows from the series and the minute, and a brand is not told of the same within a day: to look twice tells once.
 */
@Component
class AlertRound {

    private static final Logger LOG = LoggerFactory.getLogger(AlertRound.class);
    private static final Actor ACTOR = Actor.automation("listening.alert.round");

    /** Fewer mentions in two hours cannot be unusual, whatever is usual. */
    private static final int FEWEST = 4;

    private static final int MENTIONS_NAMED = 50;

    /** Everything a series is judged by, and a little more. */
    private static final int KNOWN_BUCKETS = 20 * Buckets.PER_DAY;

    /** What comes later than this is seen when a series is read anew. */
    private static final int READ_EACH_TIME = 3 * Buckets.PER_HOUR;

    /** What a series holds besides its counts, in numbers. */
    private static final int A_SERIES = 4_096;

    private static final Duration READ_ANEW_AFTER = Duration.ofHours(1);
    private static final Duration QUIET_FOR = Duration.ofHours(12);

    /** Numbers of four bytes; the others are read again each minute. */
    private static final long MOST_AT_HAND = Runtime.getRuntime().maxMemory() / 16 / Integer.BYTES;

    private final SeriesCounts counts;
    private final AlertRules rules;
    private final Incidents incidents;
    private final Commands commands;
    private final Clock clock;
    private final Cache<SeriesKey, Held> held = Caffeine.newBuilder()
            .maximumWeight(MOST_AT_HAND)
            .weigher((SeriesKey key, Held each) -> each.series().room() + A_SERIES)
            .build();

    AlertRound(SeriesCounts counts, AlertRules rules, Incidents incidents, Commands commands, Clock clock) {
        this.counts = counts;
        this.rules = rules;
        this.incidents = incidents;
        this.commands = commands;
        this.clock = clock;
    }

    private record Held(Series series, Instant read) {}

    /** One round, about the last minute that is over. */
    void look() {
        var now = clock.instant();
        long minute = Math.floorDiv(now.getEpochSecond(), 60) - 1;
        long bucket = Buckets.ofMinute(minute);
        for (var busy : counts.busy(bucket - Buckets.WINDOW, FEWEST)) {
            try {
                look(busy.key(), minute, now);
            } catch (RuntimeException e) {
                if (DatabaseTrouble.isCauseOf(e)) {
                    throw e;
                }
                // One series that cannot be judged must not silence the others.
                LOG.error("Alerts of {} could not be looked for", busy.key(), e);
            }
        }
        incidents.allOpen().forEach(incident -> closeIfQuiet(incident, minute, now));
    }

    private void look(SeriesKey key, long minute, Instant now) {
        var rule = rules.of(key);
        if (rule.mutedAt(now)) {
            return;
        }
        var series = series(key, Buckets.ofMinute(minute), now);
        double leastEffect = Sensitivity.effect(rule.sensitivity());
        for (var signal : rule.signals()) {
            var look = series.look(signal, minute, leastEffect);
            if (look.alarm()) {
                raise(key, signal, rule, look, minute);
                series.told(signal, minute);
            }
        }
    }

    private void raise(SeriesKey key, AlertSignal signal, AlertRules.Item rule, Look look, long minute) {
        long bucket = Buckets.ofMinute(minute);
        boolean onlyNegative = EnumSet.of(AlertSignal.NEGATIVE_VOLUME, AlertSignal.NEGATIVE_SHARE)
                .contains(signal);
        var to = Instant.ofEpochSecond((minute + 1) * 60);
        var told = commands.send(
                new RaiseAlert(
                        key.brandId(),
                        key.topicId(),
                        signal,
                        rule.sensitivity(),
                        to.minus(Duration.ofMinutes((long) Buckets.WINDOW * Buckets.MINUTES)),
                        to,
                        look,
                        counts.mentions(key, bucket - Buckets.WINDOW + 1, bucket, onlyNegative, MENTIONS_NAMED)),
                ACTOR,
                "alert " + AlertIds.of(key.brandId(), key.topicId(), signal, to));
        if (Boolean.TRUE.equals(told)) {
            LOG.info("Alert: {} of {}, {} where {} are usual", signal, key, look.observed(), look.expected());
        }
    }

    private Series series(SeriesKey key, long bucket, Instant now) {
        var known = held.getIfPresent(key);
        if (known != null && now.isBefore(known.read().plus(READ_ANEW_AFTER)) && !now.isBefore(known.read())) {
            known.series().take(counts.stretch(key, bucket - READ_EACH_TIME, bucket));
            return known.series();
        }
        long start = Math.max(counts.first(key), bucket - KNOWN_BUCKETS);
        var series = new Series(start);
        series.take(counts.stretch(key, start, bucket));
        for (var signal : AlertSignal.values()) {
            incidents
                    .lastTold(key, signal)
                    .ifPresent(at -> series.told(signal, Math.floorDiv(at.getEpochSecond(), 60) - 1));
        }
        held.put(key, new Held(series, now));
        return series;
    }

    /** Nobody closed it, and for twelve hours nothing of what it was opened for was unusual. */
    private void closeIfQuiet(Incidents.Open incident, long minute, Instant now) {
        if (now.isBefore(incident.lastAlertAt().plus(QUIET_FOR))) {
            return;
        }
        var told = incidents.told(incident);
        var quiet = told.entrySet().stream().allMatch(each -> {
            double leastEffect = Sensitivity.effect(rules.of(each.getKey()).sensitivity());
            return series(each.getKey(), Buckets.ofMinute(minute), now).quiet(each.getValue(), minute, leastEffect);
        });
        if (told.isEmpty() || !quiet) {
            return;
        }
        commands.send(
                new CloseIncident(incident.brandId(), incident.incidentId(), IncidentOutcome.QUIET),
                ACTOR,
                "quiet " + incident.incidentId() + " " + incident.lastAlertAt());
    }
}
