package org.parvis.reporting.loop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The feedback loop as the read model has it. */
@Component
final class FeedbackLoop {

    private final JdbcClient jdbc;

    FeedbackLoop(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A step of the loop: how many took it, and how long the step before lasted. */
    record Step(
            String step,
            long count,
            @Nullable Duration median,
            @Nullable Duration p90) {}

    /** One suggestion on its way. */
    record Item(
            String suggestionId,
            String productLineId,
            String summary,
            Instant firstMentionAt,
            Instant raisedAt,
            @Nullable Instant decidedAt,
            @Nullable String decision,
            @Nullable Instant shippedAt,
            int authors,
            int told) {}

    private static final String SCOPE =
            " from loop_time where (:all or brand_id = any(:brands)) and (:line = '' or product_line_id = :line) ";

    /** From the first mention: raised, decided, shipped, told; with the whole way to the decision as the last row. */
    List<Step> steps(Brands brands, String line) {
        return List.of(
                step("RAISED", "raised_at", "first_mention_at", brands, line),
                step("DECIDED", "decided_at", "raised_at", brands, line),
                step("SHIPPED", "shipped_at", "decided_at", brands, line),
                step("TOLD", "told_at", "coalesce(shipped_at, decided_at)", brands, line),
                step("MENTION_TO_DECISION", "decided_at", "first_mention_at", brands, line));
    }

    private Step step(String name, String end, String begin, Brands brands, String line) {
        var sql = """
                select count(%1$s) as n,
                  percentile_cont(0.5) within group (order by extract(epoch from %1$s - %2$s)) filter (where %1$s is not null) as median,
                  percentile_cont(0.9) within group (order by extract(epoch from %1$s - %2$s)) filter (where %1$s is not null) as p90
                """.formatted(end, begin);
        return scoped(sql + SCOPE, brands, line)
                .query((row, n) -> new Step(name, row.getLong("n"), seconds(row, "median"), seconds(row, "p90")))
                .single();
    }

    List<Item> items(Brands brands, String line, int limit) {
        return scoped("select *" + SCOPE + " order by raised_at desc limit " + Math.clamp(limit, 1, 200), brands, line)
                .query((row, n) -> new Item(
                        row.getString("suggestion_id"),
                        row.getString("product_line_id"),
                        row.getString("summary"),
                        row.getTimestamp("first_mention_at").toInstant(),
                        row.getTimestamp("raised_at").toInstant(),
                        instant(row.getTimestamp("decided_at")),
                        row.getString("decision"),
                        instant(row.getTimestamp("shipped_at")),
                        row.getInt("authors"),
                        row.getInt("told")))
                .list();
    }

    private JdbcClient.StatementSpec scoped(String sql, Brands brands, String line) {
        return jdbc.sql(sql)
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("line", line);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
        var value = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofMillis(Math.round(value * 1000));
    }
}
