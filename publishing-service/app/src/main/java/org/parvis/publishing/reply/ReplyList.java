package org.parvis.publishing.reply;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Listing;
import org.parvis.boot.MomentAndId;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds replies for people. */
public final class ReplyList {

    private static final String SELECT = """
            select r.reply_id, r.brand_id, r.conversation_id, r.mention_id, r.channel_id, r.author_id,
                   case when r.state = 'RELEASED' and d.state in ('ATTEMPTED', 'UNKNOWN') then d.state else r.state end as state,
                   coalesce(d.held, false) as held, coalesce(r.reason, d.reason) as reason, r.review_id, r.leaves_at, r.changed_at
              from reply r
              left join lateral (select state, held, reason from delivery
                    where outgoing = 'REPLY' and outgoing_id = r.reply_id order by intended_at desc limit 1) d on r.state = 'RELEASED'
            """;

    private final JdbcClient jdbc;

    public ReplyList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One reply in a list; its words are in the ledger only. */
    public record Item(
            String id,
            String brand,
            String conversation,
            String mention,
            String channel,
            String author,
            ReplyState state,
            boolean held,
            @Nullable String reason,
            @Nullable String review,
            @Nullable Instant leavesAt,
            Instant changedAt) {}

    Listing<Item> list(
            Scope scope,
            @Nullable String brandId,
            @Nullable String conversationId,
            @Nullable ReplyState state,
            PageRequest page) {
        var after = MomentAndId.of(page.after(), MomentAndId.END);
        var rows = scope.bind(
                        jdbc.sql("select * from (" + SELECT + """
                        ) r where %s and (:brand::text is null or r.brand_id = :brand)
                           and (:conversation::text is null or r.conversation_id = :conversation)
                           and (:state::text is null or r.state = :state)
                           and (r.changed_at, r.reply_id) < (:at, :id)
                         order by r.changed_at desc, r.reply_id desc limit :limit
                        """.formatted(Scope.on("r.brand_id", "r.channel_id"))))
                .param("brand", brandId)
                .param("conversation", conversationId)
                .param("state", state == null ? null : state.name())
                .param("at", utc(after.at()))
                .param("id", after.id())
                .param("limit", page.limit() + 1)
                .query(ReplyList::item)
                .list();
        return Listing.of(rows, page, item -> new MomentAndId(item.changedAt(), item.id()).key());
    }

    /** The reply a member is writing in a conversation, or the newest that anybody left there as a draft. */
    Optional<String> draftIn(String conversationId, String memberId) {
        return jdbc.sql("""
                        select reply_id from reply where conversation_id = ? and state in ('DRAFT', 'SUBMITTED', 'WAITING_APPROVAL')
                         order by author_id <> ?, changed_at desc limit 1
                        """)
                .params(conversationId, memberId)
                .query(String.class)
                .optional();
    }

    /** The newest reply of a conversation that came further than a draft. */
    Optional<Item> latestIn(String conversationId) {
        return jdbc.sql(
                        SELECT
                                + " where r.conversation_id = ? and r.state not in ('DRAFT', 'CANCELLED') order by r.changed_at desc limit 1")
                .param(conversationId)
                .query(ReplyList::item)
                .optional();
    }

    /** What a member sent that can still be held, the next to leave first. */
    List<Item> leaving(String memberId, Instant now, int limit) {
        return jdbc.sql(SELECT + """
                         where r.state = 'RELEASED' and r.leaves_at > ? and (r.sent_by = ? or r.author_id = ?)
                         order by r.leaves_at limit ?
                        """)
                .params(utc(now), memberId, memberId, limit)
                .query(ReplyList::item)
                .list();
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        var leaves = row.getObject("leaves_at", OffsetDateTime.class);
        return new Item(
                row.getString("reply_id"),
                row.getString("brand_id"),
                row.getString("conversation_id"),
                row.getString("mention_id"),
                row.getString("channel_id"),
                row.getString("author_id"),
                ReplyState.valueOf(row.getString("state")),
                row.getBoolean("held"),
                row.getString("reason"),
                row.getString("review_id"),
                leaves == null ? null : leaves.toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
