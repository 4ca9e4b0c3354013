package org.parvis.moderation.rota;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How soon somebody said "I have it", over the last ninety days. What nobody ever answered is counted beside, not left out. */
@Component
class AnswerTimes {

    static final Duration REMEMBERED = Duration.ofDays(90);

    private static final String COUNT = """
            select count(*) as raised, count(acknowledged_at) as acknowledged,
              count(*) filter (where acknowledged_at is null and closed_at is not null) as never,
              count(*) filter (where acknowledged_at is null and closed_at is null) as waiting,
              percentile_cont(0.5) within group (order by extract(epoch from acknowledged_at - raised_at)) as median,
              percentile_cont(0.95) within group (order by extract(epoch from acknowledged_at - raised_at)) as p95
              from escalation where brand_id = :brand and raised_at >= :since
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    AnswerTimes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Escalations of the last ninety days.
     *
     * @param never ended without anybody
     * @param waiting nobody has them yet
     * @param median of those that were acknowledged; null when none was
     * @param p95 in which nineteen of twenty were acknowledged
     */
    record Figures(
            long raised,
            long acknowledged,
            long never,
            long waiting,
            @Nullable Duration median,
            @Nullable Duration p95) {}

    Figures ofRota(RotaRow rota) {
        return jdbc.sql(COUNT + " and rota_id = :rota")
                .param("brand", rota.brandId())
                .param("since", clock.instant().minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .param("rota", rota.rotaId())
                .query(AnswerTimes::read)
                .single();
    }

    /** All escalations of a brand, also those that called its leads because it had no rota. */
    Figures ofBrand(String brandId) {
        return jdbc.sql(COUNT)
                .param("brand", brandId)
                .param("since", clock.instant().minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .query(AnswerTimes::read)
                .single();
    }

    private static Figures read(ResultSet row, int number) throws SQLException {
        return new Figures(
                row.getLong("raised"),
                row.getLong("acknowledged"),
                row.getLong("never"),
                row.getLong("waiting"),
                seconds(row, "median"),
                seconds(row, "p95"));
    }

    private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
        var seconds = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofSeconds(Math.round(seconds));
    }
}
