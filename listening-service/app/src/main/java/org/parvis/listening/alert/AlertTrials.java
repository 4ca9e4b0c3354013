package org.parvis.listening.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import javax.sql.DataSource;
import org.parvis.boot.BrandDirectory;
import org.parvis.listening.api.AlertSignal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tries rules on the past, from what the read models know. */
@Component
class AlertTrials {

    /** What a rule learns from before it may ring. */
    private static final Duration LEARNT_FROM = Duration.ofDays(21);

    private static final int ROWS_AT_ONCE = 10_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate rows;
    private final TransactionTemplate reading;
    private final BrandDirectory brands;
    private final Clock clock;

    AlertTrials(
            JdbcClient jdbc,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            BrandDirectory brands,
            Clock clock) {
        this.jdbc = jdbc;
        rows = new JdbcTemplate(dataSource);
        rows.setFetchSize(ROWS_AT_ONCE);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.brands = brands;
        this.clock = clock;
    }

    AlertTrial.Report run(
            SeriesKey key,
            Collection<AlertSignal> signals,
            double leastEffect,
            Duration past,
            DoubleConsumer progress) {
        var now = clock.instant();
        var from = now.minus(past);
        var talk = talk(key, from.minus(LEARNT_FROM), now);
        var zone = brands.zone(key.brandId());
        return new AlertTrial(talk, signals, leastEffect)
                .run(minute(from), minute(now), known(key, from), zone, progress);
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60);
    }

    /** Read through a cursor, so that a year of a large brand does not stand in memory as rows. */
    private PastTalk talk(SeriesKey key, Instant from, Instant to) {
        var talk = new PastTalk();
        Map<String, Integer> people = new HashMap<>();
        reading.executeWithoutResult(transaction -> rows.query(
                """
                        select floor(extract(epoch from collected_at) / 60)::bigint, bucket, person_id, %s
                          from alert_count
                         where brand_id = ? and topic_id = ? and intent <> 'SPAM' and bucket >= ? and collected_at >= ?
                           and collected_at < ?
                         order by collected_at, mention_id
                        """.formatted(SeriesCounts.NEGATIVE),
                (RowCallbackHandler) row -> talk.add(
                        row.getLong(1),
                        row.getLong(2),
                        row.getBoolean(4),
                        people.computeIfAbsent(row.getString(3), id -> people.size())),
                key.brandId(),
                key.topic(),
                Buckets.of(from),
                from.atOffset(ZoneOffset.UTC),
                to.atOffset(ZoneOffset.UTC)));
        return talk;
    }

    /** The incidents of this series that people closed as real. */
    private List<AlertTrial.Known> known(SeriesKey key, Instant from) {
        return jdbc.sql("""
                        select distinct i.incident_id, i.opened_at from incident i join alert a using (incident_id)
                         where a.brand_id = ? and a.topic_id = ? and i.outcome in ('CRISIS', 'HARMLESS') and i.opened_at >= ?
                         order by i.opened_at
                        """)
                .params(key.brandId(), key.topic(), from.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new AlertTrial.Known(
                        row.getString(1), row.getTimestamp(2).toInstant()))
                .list();
    }
}
