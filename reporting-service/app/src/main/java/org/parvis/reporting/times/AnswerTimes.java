package org.parvis.reporting.times;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answer times as the read model has them. Medians and the ninetieth part in a hundred are interpolated ({@code percentile_cont}). */
@Component
final class AnswerTimes {

    private final JdbcClient jdbc;

    AnswerTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param median null when nothing was answered */
    record Figures(
            long conversations,
            long answered,
            @Nullable Duration median,
            @Nullable Duration p90) {}

    record Day(Instant day, Figures figures) {}

    record ByNetwork(String network, Figures figures) {}

    private static final String FIGURES = """
            count(*) as conversations, count(answered_at) as answered,
            percentile_cont(0.5) within group (order by extract(epoch from answered_at - opened_at))
              filter (where answered_at is not null) as median,
            percentile_cont(0.9) within group (order by extract(epoch from answered_at - opened_at))
              filter (where answered_at is not null) as p90
            """;

    private static final String SCOPE =
            " from answer_time where (:all or brand_id = any(:brands)) and opened_at >= :from and opened_at < :to ";

    Figures total(Brands brands, Instant from, Instant to) {
        return query("select " + FIGURES + SCOPE, brands, from, to)
                .query((row, n) -> figures(row))
                .single();
    }

    List<Day> byDay(Brands brands, Instant from, Instant to, ZoneId zone) {
        return query(
                        "select date_trunc('day', opened_at, :zone) as day, " + FIGURES + SCOPE
                                + " group by 1 order by 1",
                        brands,
                        from,
                        to)
                .param("zone", zone.getId())
                .query((row, n) -> new Day(row.getTimestamp("day").toInstant(), figures(row)))
                .list();
    }

    List<ByNetwork> byNetwork(Brands brands, Instant from, Instant to) {
        return query("select network, " + FIGURES + SCOPE + " group by 1 order by 2 desc", brands, from, to)
                .query((row, n) -> new ByNetwork(row.getString("network"), figures(row)))
                .list();
    }

    private JdbcClient.StatementSpec query(String sql, Brands brands, Instant from, Instant to) {
        return jdbc.sql(sql)
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC));
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return new Figures(
                row.getLong("conversations"), row.getLong("answered"), seconds(row, "median"), seconds(row, "p90"));
    }

    private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
        var value = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofMillis(Math.round(value * 1000));
    }
}
