package org.parvis.publishing.post;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.boot.Weight;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.delivery.DeliveryPhase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds posts for people. */
public final class PostList {

    private static final String SELECT = """
            select p.post_id, p.brand_id, p.title, p.kind, p.author_id, p.slot_at, p.slot_zone, p.state, p.reason, p.leaves_at,
                   p.changed_at, v.number, v.channel_id, v.language, d.state as delivery_state, coalesce(d.held, false) as held,
                   d.reason as delivery_reason, d.permalink, d.sent_at
              from post p join post_variant v using (post_id) left join delivery d on d.delivery_id = v.delivery_id
            """;

    /** A post is for whoever may look at all it goes through. */
    private static final String VISIBLE = """
            not exists (select from post_variant o where o.post_id = p.post_id and not %s)
            """.formatted(Scope.on("p.brand_id", "o.channel_id"));

    private static final String[] HEAVY = {"title", "reason", "delivery_reason", "permalink"};

    /** Of one week, or one day. */
    private static final int MOST = 1_000;

    private final JdbcClient jdbc;

    public PostList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One variant of a post: what stands in one place of the calendar.
     *
     * @param at when it goes or went out, null while nobody said when
     */
    public record Item(
            String postId,
            String brandId,
            String title,
            PostKind kind,
            String authorId,
            String channelId,
            String language,
            PostState state,
            boolean held,
            @Nullable String reason,
            @Nullable Instant at,
            @Nullable String permalink,
            Instant changedAt) {}

    /**
     * What stands in the calendar between two instants.
     *
     * @param isWhole false when there is more than a page holds
     */
    public record Span(List<Item> items, boolean isWhole) {

        public Span {
            items = List.copyOf(items);
        }
    }

    /** What stands in the calendar between two instants, the earliest first. */
    public Span between(Scope scope, Instant from, Instant to) {
        var query = scope.bind(jdbc.sql(Weight.ended(
                        SELECT + """
                         where %s and p.state <> 'CANCELLED'
                           and coalesce(d.sent_at, p.slot_at, p.leaves_at) >= :from and coalesce(d.sent_at, p.slot_at, p.leaves_at) < :to
                         order by coalesce(d.sent_at, p.slot_at, p.leaves_at), p.post_id, v.number limit :limit
                        """.formatted(VISIBLE),
                        "coalesce(sent_at, slot_at, leaves_at), post_id, number",
                        HEAVY)))
                .param("from", utc(from))
                .param("to", utc(to))
                .param("limit", MOST + 1);
        var page = Weight.page(query, PostList::item, MOST, Item::postId);
        return new Span(page.items(), page.next() == null);
    }

    /** Drafts that nobody gave a slot yet. */
    List<Item> withoutSlot(Scope scope, int limit) {
        return scope.bind(jdbc.sql(SELECT + """
                         where %s and p.slot_at is null and p.leaves_at is null
                           and p.state <> 'CANCELLED' and v.number = 0
                         order by p.changed_at desc limit :limit
                        """.formatted(VISIBLE)))
                .param("limit", limit)
                .query(PostList::item)
                .list();
    }

    /** Approved too late for their slot, and waiting for a person's word. */
    public List<Item> missed(Scope scope, int limit) {
        return scope.bind(jdbc.sql(SELECT + """
                         where %s and p.state = 'MISSED' and v.number = 0
                         order by p.slot_at limit :limit
                        """.formatted(VISIBLE)))
                .param("limit", limit)
                .query(PostList::item)
                .list();
    }

    Listing<Item> list(Scope scope, @Nullable String brandId, PageRequest page) {
        var query = scope.bind(jdbc.sql(Weight.ended(SELECT + """
                         where %s and (:brand::text is null or p.brand_id = :brand)
                           and (:after::text is null or p.post_id > :after) and v.number = 0
                         order by p.post_id limit :limit
                        """.formatted(VISIBLE), "post_id", HEAVY)))
                .param("brand", brandId)
                .param("after", page.after())
                .param("limit", page.limit() + 1);
        return Weight.page(query, PostList::item, page.limit(), Item::postId);
    }

    /** What went out since an instant, counted by what it was for. */
    Map<PostKind, Long> balance(Scope scope, Instant since) {
        Map<PostKind, Long> counts = new LinkedHashMap<>();
        scope.bind(jdbc.sql("""
                        select p.kind, count(distinct p.post_id) from post p join post_variant v using (post_id)
                          join delivery d on d.delivery_id = v.delivery_id
                         where %s and d.state = 'CONFIRMED' and d.sent_at >= :since
                         group by p.kind order by count(distinct p.post_id) desc, p.kind
                        """.formatted(VISIBLE))).param("since", utc(since)).query(row -> {
            counts.put(PostKind.valueOf(row.getString(1)), row.getLong(2));
        });
        return counts;
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        var phase = row.getString("delivery_state");
        var phases = new ArrayList<DeliveryPhase>();
        if (phase != null) {
            phases.add(DeliveryPhase.valueOf(phase));
        }
        var state = PostState.of(PostStage.valueOf(row.getString("state")), phases);
        var sent = instant(row, "sent_at");
        var slot = instant(row, "slot_at");
        return new Item(
                row.getString("post_id"),
                row.getString("brand_id"),
                row.getString("title"),
                PostKind.valueOf(row.getString("kind")),
                row.getString("author_id"),
                row.getString("channel_id"),
                row.getString("language"),
                state,
                row.getBoolean("held"),
                row.getString("delivery_reason") == null ? row.getString("reason") : row.getString("delivery_reason"),
                sent != null ? sent : slot != null ? slot : instant(row, "leaves_at"),
                row.getString("permalink"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
