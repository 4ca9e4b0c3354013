package org.parvis.publishing.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Listing;
import org.parvis.boot.MomentAndId;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.boot.Weight;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds deliveries for people. */
public final class DeliveryList implements ConfirmedElsewhere {

    private static final String COLUMNS = select("reason", "evidence", "proposal");

    /** Without what was said about it. */
    private static final String BARE =
            select("null::text as reason", "null::text as evidence", "null::text as proposal");

    private static String select(String reason, String evidence, String proposal) {
        return """
                select delivery_id, brand_id, channel_id, network, outgoing, outgoing_id, content_hash, state, held, %s, stop_id,
                       not_before, expires_at, attempts, permalink, %s, proposer_id, %s, changed_at, sent_at, seen_at
                  from delivery
                """.formatted(reason, evidence, proposal);
    }

    private final JdbcClient jdbc;

    public DeliveryList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a list is about; each view is one question people have. */
    public enum View {
        /** A person must do something: parked, rejected, held, or nobody knows. */
        ATTENTION("(state in ('PARKED', 'REJECTED', 'UNKNOWN') or (held and state = 'READY'))"),
        /** On its way. */
        LEAVING("(state in ('READY', 'ATTEMPTED') and not held)"),
        /** A person has to post it, or is about to. */
        BY_HAND(
                "(network = 'MANUAL' and not held and ((state = 'READY' and not_before <= now()) or state = 'ATTEMPTED'))"),
        /** It is live. */
        SENT("state = 'CONFIRMED'"),
        ALL("true");

        private final String condition;

        View(String condition) {
            this.condition = condition;
        }
    }

    public Listing<DeliveryItem> list(Scope scope, View view, PageRequest page) {
        var after = MomentAndId.of(page.after(), MomentAndId.END);
        var query = scope.bind(jdbc.sql(Weight.ended(
                        COLUMNS + """
                         where %s and %s
                           and (changed_at, delivery_id) < (:at, :id)
                         order by changed_at desc, delivery_id desc limit :limit
                        """.formatted(Scope.BRAND_AND_CHANNEL, view.condition),
                        "changed_at desc, delivery_id desc",
                        "reason",
                        "permalink",
                        "evidence",
                        "proposal")))
                .param("at", utc(after.at()))
                .param("id", after.id())
                .param("limit", page.limit() + 1);
        return Weight.page(
                query,
                DeliveryList::item,
                page.limit(),
                item -> new MomentAndId(item.changedAt(), item.deliveryId()).key());
    }

    public long count(Scope scope, View view) {
        return scope.bind(jdbc.sql("select count(*) from delivery where %s and %s"
                        .formatted(Scope.BRAND_AND_CHANNEL, view.condition)))
                .query(Long.class)
                .single();
    }

    public Optional<DeliveryItem> find(String deliveryId) {
        return jdbc.sql(COLUMNS + " where delivery_id = ?")
                .param(deliveryId)
                .query(DeliveryList::item)
                .optional();
    }

    /** By id, without what was said about them. */
    List<DeliveryItem> of(Collection<String> deliveryIds) {
        return jdbc.sql(BARE + " where delivery_id = any(?) order by not_before, delivery_id")
                .param(deliveryIds.toArray(String[]::new))
                .query(DeliveryList::item)
                .list();
    }

    @Override
    public Set<String> remoteIds(String channelId, String exceptDeliveryId, Instant since) {
        return jdbc.sql("""
                        select remote_id from delivery
                         where channel_id = ? and delivery_id <> ? and remote_id is not null and sent_at >= ? limit 1000
                        """).params(channelId, exceptDeliveryId, utc(since)).query(String.class).list().stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static DeliveryItem item(ResultSet row, int number) throws SQLException {
        return new DeliveryItem(
                row.getString("delivery_id"),
                row.getString("brand_id"),
                row.getString("channel_id"),
                Network.valueOf(row.getString("network")),
                Outgoing.valueOf(row.getString("outgoing")),
                row.getString("outgoing_id"),
                row.getString("content_hash"),
                DeliveryPhase.valueOf(row.getString("state")),
                row.getBoolean("held"),
                row.getString("reason"),
                row.getString("stop_id"),
                row.getObject("not_before", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"),
                row.getString("permalink"),
                row.getString("evidence"),
                row.getString("proposer_id"),
                row.getString("proposal"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("sent_at", OffsetDateTime.class)),
                instant(row.getObject("seen_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
