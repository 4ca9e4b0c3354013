package org.parvis.publishing.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Listing;
import org.parvis.boot.MomentAndId;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.publishing.api.StopScope;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stops as people look at them, with what each of them met and what still waits for a person. */
public final class StopBoard {

    /** What went out this long before a stop is named with it: people ask whether something was too late to stop. */
    static final Duration GONE_RECENTLY = Duration.ofHours(1);

    private static final String WAITING = "d.stop_id = :stop and d.held and d.state in ('READY', 'UNKNOWN')";

    /** What the places in a list begin with. */
    private static final String IN_FORCE = "0";

    private static final String LIFTED = "1";

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
    public record Effect(Met held, Met gone, Met inFlight) {}

    /**
     * Deliveries that a stop met: as many as were asked for, those that leave first, and how many there are.
     *
     * @param first in the order in which they were to leave
     */
    public record Met(List<DeliveryItem> first, long count) {

        static final Met NOTHING = new Met(List.of(), 0);

        public Met {
            first = List.copyOf(first);
        }
    }

    /** Stops in force first, all of them, then the newest; one of a whole brand is told to whoever works on any channel of it. */
    public Listing<StopItem> list(Scope sight, PageRequest page) {
        var after = page.after();
        var wereLifted = after != null && after.startsWith(LIFTED);
        var last = MomentAndId.of(
                after == null ? null : after.substring(Math.min(after.length(), LIFTED.length())), MomentAndId.END);
        var stops = sight.bind(jdbc.sql("""
                        select * from stop
                         where (%s or (channel_id is null and %s))
                           and ((lifted_at is not null) > :lifted
                                or (lifted_at is not null) = :lifted and (declared_at, stop_id) < (:at, :id))
                         order by lifted_at is not null, declared_at desc, stop_id desc limit :limit
                        """.formatted(Scope.BRAND_AND_CHANNEL, Scope.BRAND)))
                .param("lifted", wereLifted)
                .param("at", last.at().atOffset(ZoneOffset.UTC))
                .param("id", last.id())
                .param("limit", page.limit() + 1)
                .query(StopBoard::item)
                .list();
        return Listing.of(
                stops,
                page,
                stop -> (stop.inForce() ? IN_FORCE : LIFTED) + new MomentAndId(stop.declaredAt(), stop.stopId()).key());
    }

    public long countInForce(Scope sight) {
        return sight.bind(jdbc.sql(
                        "select count(*) from stop where lifted_at is null and (%s or (channel_id is null and %s))"
                                .formatted(Scope.BRAND_AND_CHANNEL, Scope.BRAND)))
                .query(Long.class)
                .single();
    }

    public Optional<StopItem> find(String stopId) {
        return jdbc.sql("select * from stop where stop_id = ?")
                .param(stopId)
                .query(StopBoard::item)
                .optional();
    }

    /** What a stop met, as far as somebody may read it; of each at most so many. */
    public Effect effect(String stopId, Scope sight, int most) {
        var met = met("""
                select case when e.effect in ('HELD', 'GONE') then e.effect else 'IN_FLIGHT' end as kind, d.*
                  from stop_effect e join delivery d using (delivery_id) where e.stop_id = :stop
                """, stopId, sight, most);
        return new Effect(
                met.getOrDefault("HELD", Met.NOTHING),
                met.getOrDefault("GONE", Met.NOTHING),
                met.getOrDefault("IN_FLIGHT", Met.NOTHING));
    }

    /** What a stop held and nobody let go yet, as far as somebody may read it; at most so many. */
    public Met waiting(String stopId, Scope sight, int most) {
        return met("select 'WAITING' as kind, d.* from delivery d where " + WAITING, stopId, sight, most)
                .getOrDefault("WAITING", Met.NOTHING);
    }

    private Map<String, Met> met(String deliveries, String stopId, Scope sight, int most) {
        record Place(String kind, String deliveryId, long count) {}
        var places = sight.bind(jdbc.sql("""
                        select kind, delivery_id, met from (
                          select kind, delivery_id, row_number() over (partition by kind order by not_before, delivery_id) as place,
                                 count(*) over (partition by kind) as met
                            from (%s) d where %s) m
                         where place <= :most
                        """.formatted(deliveries, Scope.BRAND_AND_CHANNEL)))
                .param("stop", stopId)
                .param("most", most)
                .query((row, number) -> new Place(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
        var items = this.deliveries.of(places.stream().map(Place::deliveryId).toList());
        return places.stream()
                .collect(Collectors.groupingBy(
                        Place::kind,
                        Collectors.collectingAndThen(
                                Collectors.toMap(Place::deliveryId, Place::count),
                                of -> new Met(
                                        items.stream()
                                                .filter(item -> of.containsKey(item.deliveryId()))
                                                .toList(),
                                        of.values().iterator().next()))));
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

    /** The ids of what a stop held and nobody let go yet, a thousand at most. */
    public List<String> waiting(String stopId) {
        return jdbc.sql("select delivery_id from delivery d where " + WAITING + " limit 1000")
                .param("stop", stopId)
                .query(String.class)
                .list();
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
