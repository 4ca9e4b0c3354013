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
import org.parvis.boot.Weight;
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

    /** So many alerts of an incident are told, the most telling first; how many there are is said. */
    private static final int TOLD = 50;

    private static final String ALERTS = Weight.ended("""
            select a.*, i.place from unnest(:incidents::text[]) with ordinality i (incident_id, place) cross join lateral (
              select alert_id, incident_id, topic_id, signal, sensitivity, window_from, window_to, observed, expected, threshold,
                  effect, chance, case when :named then mentions else '{}' end as mentions, count(*) over () as raised,
                  row_number() over (order by case signal when 'VOLUME' then 0 when 'NEGATIVE_VOLUME' then 1 when 'AUTHORS' then 2
                    else 3 end, topic_id = '', effect desc, alert_id) as rank
                from alert where alert.incident_id = i.incident_id order by rank limit :told) a
            """, "place, rank", "mentions");

    private final JdbcClient jdbc;

    Incidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One incident: alerts that belong together.
     *
     * @param alerts the most telling of them
     * @param raised how many there are
     */
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
            List<Alert> alerts,
            long raised) {

        public Item {
            alerts = List.copyOf(alerts);
        }

        Item with(List<Alert> others, long all) {
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
                    others,
                    all);
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

    /** One that is open, for whoever closes it. */
    record Open(String incidentId, String brandId, Instant lastAlertAt) {}

    /** Open ones first, then the newest, each with its first alert; the messages that it is made of are not named. */
    public List<Item> list(Brands brands, int limit) {
        return read(newest(brands, limit), 1, false);
    }

    /** The same with their alerts whole, and fewer of them where these name much. */
    List<Item> whole(Brands brands, int limit) {
        return read(newest(brands, limit), TOLD, true);
    }

    private StatementSpec newest(Brands brands, int limit) {
        return jdbc.sql("""
                        select * from incident where (:all or brand_id = any(:brands))
                         order by (closed_at is null) desc, opened_at desc, incident_id limit :limit
                        """)
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("limit", limit);
    }

    /** Those that somebody has to look at, as {@link #list} has them; a brand has one at most. */
    public List<Item> open(Brands brands, int limit) {
        var incidents = jdbc.sql("""
                        select * from incident where closed_at is null and (:all or brand_id = any(:brands))
                         order by opened_at desc, incident_id limit :limit
                        """)
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("limit", limit);
        return read(incidents, 1, false);
    }

    public long countOpen(Brands brands) {
        return jdbc.sql("select count(*) from incident where closed_at is null and (:all or brand_id = any(:brands))")
                .param("all", brands.all())
                .param("brands", brands.array())
                .query(Long.class)
                .single();
    }

    List<Open> allOpen() {
        return jdbc.sql("select incident_id, brand_id, last_alert_at from incident where closed_at is null")
                .query((row, n) -> new Open(
                        row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()))
                .list();
    }

    /** What was told of each series in an incident. */
    Map<SeriesKey, List<AlertSignal>> told(Open incident) {
        Map<SeriesKey, List<AlertSignal>> told = new HashMap<>();
        jdbc.sql("select distinct topic_id, signal from alert where incident_id = ?")
                .param(incident.incidentId())
                .query(row -> {
                    told.computeIfAbsent(
                                    new SeriesKey(incident.brandId(), row.getString("topic_id")),
                                    key -> new ArrayList<>())
                            .add(AlertSignal.valueOf(row.getString("signal")));
                });
        return told;
    }

    public Optional<Item> find(String incidentId) {
        return read(jdbc.sql("select * from incident where incident_id = ?").param(incidentId), TOLD, true).stream()
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

    /**
     * Incidents with their alerts, in two questions however many they are. One without any alert yet is not shown, nor is what comes after
     * all that an answer can hold.
     */
    private List<Item> read(StatementSpec incidents, int told, boolean named) {
        var bare = incidents.query((row, n) -> item(row)).list();
        Map<String, List<Alert>> alerts = new HashMap<>();
        Map<String, Long> raised = new HashMap<>();
        jdbc.sql(ALERTS)
                .param("incidents", bare.stream().map(Item::incidentId).toArray(String[]::new))
                .param("told", told)
                .param("named", named)
                .query(row -> {
                    var incident = row.getString("incident_id");
                    alerts.computeIfAbsent(incident, id -> new ArrayList<>()).add(alert(row));
                    raised.put(incident, row.getLong("raised"));
                });
        return bare.stream()
                .map(item -> item.with(
                        alerts.getOrDefault(item.incidentId(), List.of()), raised.getOrDefault(item.incidentId(), 0L)))
                .filter(item -> !item.alerts().isEmpty())
                .toList();
    }

    private static Item item(ResultSet row) throws SQLException {
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
                List.of(),
                0);
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
