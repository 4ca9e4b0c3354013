package org.parvis.publishing.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Scope;
import org.parvis.publishing.api.StopScope;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stops as people look at them, with what each of them met and what still waits for a person. */
public final class StopBoard {

    /** What went out this long before a stop is named with it: people ask whether something was too late to stop. */
    static final Duration GONE_RECENTLY = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final DeliveryList deliveries;

    public StopBoard(JdbcClient jdbc, DeliveryList deliveries) {
        this.jdbc = jdbc;
        this.deliveries = deliveries;
    }

    /** One stop. */
    public record StopItem(
            String stopId,
            String brandId,
            StopScope scope,
            @Nullable String channelId,
            String reason,
            String declaredBy,
            Instant declaredAt,
            @Nullable String liftedBy,
            @Nullable Instant liftedAt) {

        public boolean inForce() {
            return liftedAt == null;
        }
    }

    /**
     * What a stop met.
     *
     * @param held had not begun to leave, and does not
     * @param gone left within the hour before
     * @param inFlight had begun to leave; how it ended is shown with each
     */
    public record Effect(List<DeliveryItem> held, List<DeliveryItem> gone, List<DeliveryItem> inFlight) {

        /** The part of it that somebody may read. */
        public Effect within(Scope sight) {
            return new Effect(
                    StopBoard.within(held, sight), StopBoard.within(gone, sight), StopBoard.within(inFlight, sight));
        }
    }

    private static List<DeliveryItem> within(List<DeliveryItem> items, Scope sight) {
        return items.stream()
                .filter(item -> sight.covers(item.brandId(), item.channelId()))
                .toList();
    }

    /** Stops in force first, then the newest; one of a whole brand is told to whoever works on any channel of it. */
    public List<StopItem> list(Scope sight, int limit) {
        return sight.bind(jdbc.sql("""
                        select * from stop where %s or (channel_id is null and %s)
                         order by lifted_at is not null, declared_at desc limit :limit
                        """.formatted(Scope.BRAND_AND_CHANNEL, Scope.BRAND)))
                .param("limit", limit)
                .query(StopBoard::item)
                .list();
    }

    public Optional<StopItem> find(String stopId) {
        return jdbc.sql("select * from stop where stop_id = ?")
                .param(stopId)
                .query(StopBoard::item)
                .optional();
    }

    public Effect effect(String stopId) {
        Map<String, String> effects = new HashMap<>();
        jdbc.sql("select delivery_id, effect from stop_effect where stop_id = ? limit 5000")
                .param(stopId)
                .query(row -> {
                    effects.put(row.getString(1), row.getString(2));
                });
        var held = new ArrayList<DeliveryItem>();
        var gone = new ArrayList<DeliveryItem>();
        var inFlight = new ArrayList<DeliveryItem>();
        for (var delivery : deliveries.of(effects.keySet())) {
            switch (effects.getOrDefault(delivery.deliveryId(), "")) {
                case "HELD" -> held.add(delivery);
                case "GONE" -> gone.add(delivery);
                default -> inFlight.add(delivery);
            }
        }
        return new Effect(held, gone, inFlight);
    }

    /** Deliveries that a stop holds back although nothing says so yet in their own past: they have to be held before it is lifted. */
    public List<DeliveryItem> notYetHeld(String stopId, int limit) {
        return jdbc.sql("""
                        select e.delivery_id from stop_effect e join delivery d using (delivery_id)
                         where e.stop_id = ? and e.effect = 'HELD' and d.state = 'READY' and not d.held limit ?
                        """).params(stopId, limit).query(String.class).list().stream()
                .flatMap(id -> deliveries.find(id).stream())
                .toList();
    }

    /** What a stop held and nobody let go yet, as far as somebody may read it. */
    public List<DeliveryItem> waiting(String stopId, Scope sight) {
        return within(waiting(stopId), sight);
    }

    /** What a stop held and nobody let go yet. */
    public List<DeliveryItem> waiting(String stopId) {
        return deliveries.of(jdbc.sql(
                        "select delivery_id from delivery where stop_id = ? and held and state in ('READY', 'UNKNOWN') limit 1000")
                .param(stopId)
                .query(String.class)
                .list());
    }

    /** Stops in force that met something which is not held yet in its own past. */
    public List<String> inForceWithLooseEnds() {
        return jdbc.sql("""
                        select distinct s.stop_id from stop s join stop_effect e using (stop_id) join delivery d using (delivery_id)
                         where s.lifted_at is null and e.effect = 'HELD' and d.state = 'READY' and not d.held limit 50
                        """).query(String.class).list();
    }

    private static StopItem item(ResultSet row, int number) throws SQLException {
        var lifted = row.getObject("lifted_at", OffsetDateTime.class);
        return new StopItem(
                row.getString("stop_id"),
                row.getString("brand_id"),
                StopScope.valueOf(row.getString("scope")),
                row.getString("channel_id"),
                row.getString("reason"),
                row.getString("declared_by"),
                row.getObject("declared_at", OffsetDateTime.class).toInstant(),
                row.getString("lifted_by"),
                lifted == null ? null : lifted.toInstant());
    }
}
