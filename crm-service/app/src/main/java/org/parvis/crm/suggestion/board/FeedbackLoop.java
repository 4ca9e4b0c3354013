package org.parvis.crm.suggestion.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.sql.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Measures the way from the first mention to the author who was told: how many come how far, and how long each step takes. */
@Component
class FeedbackLoop {

    private static final String[] STEPS = {"raise", "decide", "ship", "tell", "whole"};

    private final JdbcClient jdbc;

    FeedbackLoop(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How long a step takes: half of them at most the median, nine of ten at most p90; null when nobody went it. */
    record Step(@Nullable Duration median, @Nullable Duration p90) {}

    /**
     * @param mentions messages that ask for something, carried further or not
     * @param toDecision the figure that matters most: first mention to decision, the median
     */
    record Figures(
            long mentions,
            long raised,
            long decided,
            long shipped,
            long told,
            @Nullable Duration toDecision,
            Step raise,
            Step decide,
            Step ship,
            Step tell,
            Step whole) {}

    Figures measure(Scope scope, Collection<String> lines, Instant from, Instant to) {
        var percentiles = new StringBuilder();
        for (var step : STEPS) {
            percentiles
                    .append(percentiles.isEmpty() ? "" : ", ")
                    .append("percentile_cont(0.5) within group (order by %1$s) as %1$s_50, ".formatted(step))
                    .append("percentile_cont(0.9) within group (order by %1$s) as %1$s_90".formatted(step));
        }
        var parameters = Suggestions.parameters(scope, null, lines);
        parameters.put("from", Instants.parameter(from));
        parameters.put("to", Instants.parameter(to));
        var mentions = jdbc.sql("""
                        select (select count(distinct e.mention_id) from suggestion_evidence e join suggestion s using (suggestion_id)
                                 where %s and s.raised_at >= :from and s.raised_at < :to)
                             + (select count(*) from thread_item m
                                 where :anyLine and (:all or m.brand_id = any(:brands)) and m.kind = 'MESSAGE'
                                   and m.intent = 'SUGGESTION' and m.said_at >= :from and m.said_at < :to
                                   and not exists (select 1 from suggestion_evidence e where e.mention_id = m.item_id))
                        """.formatted(Suggestions.where()))
                .params(parameters)
                .query(Long.class)
                .single();
        return jdbc.sql("""
                        with seen as (
                          select s.*, e.told, e.last_told
                            from suggestion s
                            cross join lateral (
                              select bool_and(told_at is not null or not_reached_code is not null) as told, max(told_at) as last_told
                                from suggestion_evidence where suggestion_id = s.suggestion_id) e
                           where %s and s.raised_at >= :from and s.raised_at < :to),
                        step as (
                          select extract(epoch from raised_at - first_mention_at) as raise,
                            extract(epoch from first_decided_at - raised_at) as decide,
                            extract(epoch from first_decided_at - first_mention_at) as to_decision,
                            extract(epoch from shipped_at - first_decided_at) as ship,
                            case when shipped_at is not null and told then extract(epoch from last_told - shipped_at) end as tell,
                            case when shipped_at is not null and told then extract(epoch from last_told - first_mention_at) end as whole
                            from seen)
                        select count(*) as raised, count(decide) as decided, count(ship) as shipped, count(tell) as told,
                          percentile_cont(0.5) within group (order by to_decision) as to_decision,
                          %s from step
                        """.formatted(Suggestions.where(), percentiles))
                .params(parameters)
                .query((row, number) -> new Figures(
                        mentions,
                        row.getLong("raised"),
                        row.getLong("decided"),
                        row.getLong("shipped"),
                        row.getLong("told"),
                        seconds(row, "to_decision"),
                        step(row, "raise"),
                        step(row, "decide"),
                        step(row, "ship"),
                        step(row, "tell"),
                        step(row, "whole")))
                .single();
    }

    private static Step step(ResultSet row, String name) throws SQLException {
        return new Step(seconds(row, name + "_50"), seconds(row, name + "_90"));
    }

    private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
        var seconds = row.getObject(column, Double.class);
        return seconds == null ? null : Duration.ofSeconds(Math.round(seconds));
    }
}
