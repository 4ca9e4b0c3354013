package org.parvis.listening.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;
import org.parvis.listening.api.IncidentOutcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The incidents as the read model has them. */
@Component
public class Incidents {

    /** How far back a rule is judged. */
    static final Duration REMEMBERED = Duration.ofDays(90);

    private final JdbcClient jdbc;

    Incidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One incident: alerts that belong together. */
    public record Item(
            String incidentId,
            String brandId,
            Instant openedAt,
            Instant lastAlertAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            @Nullable String closedBy,
            @Nullable Instant closedAt,
            @Nullable IncidentOutcome outcome,
            List<Alert> alerts) {

        public Item {
            alerts = List.copyOf(alerts);
        }

        Item with(List<Alert> others) {
            return new Item(
                    incidentId,
                    brandId,
                    openedAt,
                    lastAlertAt,
                    acknowledgedBy,
                    acknowledgedAt,
                    closedBy,
                    closedAt,
                    outcome,
                    others);
        }

        public boolean open() {
            return closedAt == null;
        }

        /** The alert that is shown first: the furthest from the usual among those of the largest signal. */
        public Alert first() {
            return alerts.getFirst();
        }
    }

    /** One alert of an incident; {@code topicId} is empty for the brand as a whole. */
    public record Alert(
            String alertId,
            String topicId,
            AlertSignal signal,
            AlertSensitivity sensitivity,
            Instant from,
            Instant to,
            double observed,
            double expected,
            double threshold,
            double effect,
            double chance,
            List<String> mentions) {

        public Alert {
            mentions = List.copyOf(mentions);
        }
    }

    /** @param median from an alert to the moment in which somebody was on it; null when nobody ever was */
    public record Record90(
            long alerts,
            long real,
            long falseAlarms,
            @Nullable Duration median) {

        /** Of those that people judged, which share was worth being told; null when none was judged. */
        public @Nullable Double precision() {
            return real + falseAlarms == 0 ? null : real / (double) (real + falseAlarms);
        }
    }

    /** Open ones first, then the newest. */
    public List<Item> list(Brands brands, int limit) {
        return read(jdbc.sql("""
                        select * from incident where (:all or brand_id = any(:brands))
                         order by (closed_at is null) desc, opened_at desc, incident_id limit :limit
                        """)
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("limit", limit));
    }

    /** Those that somebody has to look at; a brand has one at most. */
    public List<Item> open(Brands brands) {
        return read(jdbc.sql("""
                        select * from incident where closed_at is null and (:all or brand_id = any(:brands))
                         order by opened_at desc, incident_id limit 200
                        """).param("all", brands.all()).param("brands", brands.array()));
    }

    public long countOpen(Brands brands) {
        return jdbc.sql("select count(*) from incident where closed_at is null and (:all or brand_id = any(:brands))")
                .param("all", brands.all())
                .param("brands", brands.array())
                .query(Long.class)
                .single();
    }

    List<Item> allOpen() {
        return read(jdbc.sql("select * from incident where closed_at is null"));
    }

    public Optional<Item> find(String incidentId) {
        return read(jdbc.sql("select * from incident where incident_id = ?").param(incidentId)).stream()
                .findFirst();
    }

    /** When somebody was last told of a series. */
    Optional<Instant> lastTold(SeriesKey key, AlertSignal signal) {
        return jdbc.sql("select max(window_to) as last from alert where brand_id = ? and topic_id = ? and signal = ?")
                .params(key.brandId(), key.topic(), signal.name())
                .query((row, n) -> Optional.ofNullable(moment(row, "last")))
                .single();
    }

    /** How a rule did since a moment. */
    Record90 record(SeriesKey key, Instant since) {
        return jdbc.sql("""
                        select count(*) as alerts,
                          count(*) filter (where i.outcome in ('CRISIS', 'HARMLESS')) as real,
                          count(*) filter (where i.outcome = 'FALSE_ALARM') as wrong,
                          percentile_cont(0.5) within group (order by extract(epoch from i.acknowledged_at - a.window_to))
                            filter (where i.acknowledged_at >= a.window_to) as median
                          from alert a join incident i using (incident_id)
                         where a.brand_id = ? and a.topic_id = ? and a.window_to >= ?
                        """)
                .params(key.brandId(), key.topic(), since.atOffset(ZoneOffset.UTC))
                .query((row, n) -> {
                    double seconds = row.getDouble("median");
                    var median = row.wasNull() ? null : Duration.ofSeconds(Math.round(seconds));
                    return new Record90(row.getLong("alerts"), row.getLong("real"), row.getLong("wrong"), median);
                })
                .single();
    }

    /** Incidents with their alerts, in two questions however many they are. One without any alert yet is not shown. */
    private List<Item> read(StatementSpec incidents) {
        var bare = incidents.query((row, n) -> item(row, List.of())).list();
        Map<String, List<Alert>> alerts = new HashMap<>();
        jdbc.sql("""
                        select * from alert where incident_id = any(?)
                         order by case signal when 'VOLUME' then 0 when 'NEGATIVE_VOLUME' then 1 when 'AUTHORS' then 2 else 3 end,
                           topic_id = '', effect desc, alert_id
                        """)
                .param(bare.stream().map(Item::incidentId).toArray(String[]::new))
                .query(row -> {
                    alerts.computeIfAbsent(row.getString("incident_id"), id -> new ArrayList<>())
                            .add(alert(row));
                });
        return bare.stream()
                .map(item -> item.with(alerts.getOrDefault(item.incidentId(), List.of())))
                .filter(item -> !item.alerts().isEmpty())
                .toList();
    }

    private static Item item(ResultSet row, List<Alert> alerts) throws SQLException {
        var outcome = row.getString("outcome");
        return new Item(
                row.getString("incident_id"),
                row.getString("brand_id"),
                Objects.requireNonNull(moment(row, "opened_at")),
                Objects.requireNonNull(moment(row, "last_alert_at")),
                row.getString("acknowledged_by"),
                moment(row, "acknowledged_at"),
                row.getString("closed_by"),
                moment(row, "closed_at"),
                outcome == null ? null : IncidentOutcome.valueOf(outcome),
                alerts);
    }

    private static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                row.getString("alert_id"),
                row.getString("topic_id"),
                AlertSignal.valueOf(row.getString("signal")),
                AlertSensitivity.valueOf(row.getString("sensitivity")),
                Objects.requireNonNull(moment(row, "window_from")),
                Objects.requireNonNull(moment(row, "window_to")),
                row.getDouble("observed"),
                row.getDouble("expected"),
                row.getDouble("threshold"),
                row.getDouble("effect"),
                row.getDouble("chance"),
                List.of((String[]) row.getArray("mentions").getArray()));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
