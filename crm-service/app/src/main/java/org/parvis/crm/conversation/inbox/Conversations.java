package org.parvis.crm.conversation.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.crm.conversation.inbox.ConversationView.Answering;
import org.parvis.crm.settings.Settings;
import org.parvis.crm.sql.Instants;
import org.parvis.crm.thread.Excerpt;
import org.parvis.crm.thread.LastMessage;
import org.parvis.crm.thread.ReplyState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the inbox. */
@Component
public final class Conversations {

    private static final String DUE = """
            c.waiting_since + make_interval(secs => c.paused_seconds)
              + make_interval(mins => coalesce(s.target_minutes, %d))""".formatted(Settings.USUAL_TARGET_MINUTES);

    private static final String VIEW =
            """
            select c.*, p.name, p.handle, m.title, m.text, m.language, m.tone, m.intent, m.abusive,
              r.member_id as answering_member, r.reply_state as answering_state,
              coalesce(s.target_minutes, %d) as target_minutes,
              coalesce((extract(epoch from %s) * 1000000)::bigint, %d) as due_key,
              -(extract(epoch from c.last_message_at) * 1000000)::bigint as recent_key
              from conversation c
              join person p using (brand_id, person_id)
              %s
              left join thread_item r on r.kind = 'REPLY' and r.item_id = c.answering_reply
              left join brand_settings s on s.brand_id = c.brand_id
            """.formatted(Settings.USUAL_TARGET_MINUTES, DUE, Long.MAX_VALUE, LastMessage.join("c"));

    private static final double FELT = 0.2;

    private final JdbcClient jdbc;

    Conversations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a command about a conversation needs to know of it. */
    public record Standing(
            String conversationId,
            String brandId,
            String personId,
            String lastMentionId,
            @Nullable String assignee,
            long version) {}

    /** @throws NotFound when there is no such conversation */
    public Standing standing(String conversationId) {
        return jdbc.sql("""
                        select conversation_id, brand_id, person_id, last_mention_id, assignee, version
                          from conversation where conversation_id = ?
                        """)
                .param(conversationId)
                .query((row, number) -> new Standing(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6)))
                .optional()
                .orElseThrow(() -> new NotFound("conversation", conversationId));
    }

    Optional<ConversationView> find(String conversationId) {
        return jdbc.sql(VIEW + " where c.conversation_id = ?")
                .param(conversationId)
                .query((row, number) -> ordered(row).view())
                .optional();
    }

    /** What is due first comes first; what waits for nothing comes after, the latest first. */
    Listing<ConversationView> list(InboxFilter filter, Brands visible, PageRequest page) {
        var parameters = new HashMap<String, @Nullable Object>();
        var where = where(filter, visible, parameters);
        if (page.after() != null) {
            where += " and (due_key, recent_key, conversation_id) > (:dueKey, :recentKey, :afterId)";
            parameters.putAll(after(page.after()));
        }
        parameters.put("limit", page.limit() + 1);
        var rows = jdbc.sql("select * from (" + VIEW + ") v " + where
                        + " order by due_key, recent_key, conversation_id limit :limit")
                .params(parameters)
                .query((row, number) -> ordered(row))
                .list();
        var listing = Listing.of(rows, page, Ordered::key);
        return new Listing<>(listing.items().stream().map(Ordered::view).toList(), listing.next());
    }

    private static String where(InboxFilter filter, Brands visible, Map<String, @Nullable Object> parameters) {
        var conditions = new ArrayList<String>();
        conditions.add("(:all or brand_id = any(:brands))");
        parameters.put("all", visible.all());
        parameters.put("brands", visible.array());
        conditions.add("state = :state");
        parameters.put("state", filter.state().name());
        narrow(conditions, parameters, "brand_id", filter.brandId());
        narrow(conditions, parameters, "network", filter.network());
        narrow(conditions, parameters, "intent", filter.intent());
        switch (filter.whose()) {
            case ANYBODYS -> {}
            case A_MEMBERS -> narrow(conditions, parameters, "assignee", filter.memberId());
            case NOBODYS -> conditions.add("assignee is null");
        }
        if (filter.feeling() != null) {
            conditions.add(
                    switch (filter.feeling()) {
                        case NEGATIVE -> "tone <= -" + FELT;
                        case NEUTRAL -> "(tone is null or abs(tone) < " + FELT + ")";
                        case POSITIVE -> "tone >= " + FELT;
                    });
        }
        return "where " + String.join(" and ", conditions);
    }

    private static void narrow(
            List<String> conditions, Map<String, @Nullable Object> parameters, String column, @Nullable String value) {
        if (value != null) {
            conditions.add(column + " = :" + column);
            parameters.put(column, value);
        }
    }

    private static Map<String, Object> after(String key) {
        var parts = key.split(" ", 3);
        try {
            return Map.of(
                    "dueKey", Long.parseLong(parts[0]), "recentKey", Long.parseLong(parts[1]), "afterId", parts[2]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new InvalidInput("after", "cursor");
        }
    }

    /** How many open conversations wait in each part of the queue, and how many of mine are late. */
    record Counts(long mine, long team, long nobodys, long late) {}

    Counts counts(Brands visible, @Nullable String brandId, String memberId, Instant now) {
        return jdbc.sql("""
                        select count(*) filter (where assignee = :member) as mine, count(*) as team,
                          count(*) filter (where assignee is null) as nobodys,
                          count(*) filter (where assignee = :member and %s < :now) as late
                          from conversation c left join brand_settings s using (brand_id)
                         where state = 'OPEN' and (:all or brand_id = any(:brands)) and (:brand::text is null or brand_id = :brand)
                        """.formatted(DUE))
                .param("member", memberId)
                .param("now", Instants.parameter(now))
                .param("all", visible.all())
                .param("brands", visible.array())
                .param("brand", brandId)
                .query((row, number) -> new Counts(
                        row.getLong("mine"), row.getLong("team"), row.getLong("nobodys"), row.getLong("late")))
                .single();
    }

    /** Networks people wrote on, for the filter. */
    List<String> networks(Brands visible) {
        return jdbc.sql("""
                        select distinct network from conversation where :all or brand_id = any(:brands) order by network limit 50
                        """)
                .param("all", visible.all())
                .param("brands", visible.array())
                .query(String.class)
                .list();
    }

    /** Set aside until this instant or before, the earliest first. */
    List<Sleeping> due(Instant now, int limit) {
        return jdbc.sql("""
                        select conversation_id, brand_id, snoozed_until from conversation
                         where state = 'SNOOZED' and snoozed_until <= ? order by snoozed_until limit ?
                        """)
                .params(Instants.parameter(now), limit)
                .query((row, number) ->
                        new Sleeping(row.getString(1), row.getString(2), Instants.get(row, "snoozed_until")))
                .list();
    }

    /** A conversation set aside until an instant. */
    record Sleeping(String conversationId, String brandId, Instant until) {}

    private record Ordered(ConversationView view, String key) {}

    private static Ordered ordered(ResultSet row) throws SQLException {
        var id = row.getString("conversation_id");
        return new Ordered(view(row, id), row.getLong("due_key") + " " + row.getLong("recent_key") + " " + id);
    }

    private static ConversationView view(ResultSet row, String id) throws SQLException {
        return new ConversationView(
                id,
                row.getString("brand_id"),
                row.getString("network"),
                row.getString("person_id"),
                row.getString("name"),
                row.getString("handle"),
                row.getString("last_mention_id"),
                row.getString("title"),
                Excerpt.of(row.getString("title"), row.getString("text")),
                orEmpty(row.getString("language")),
                row.getObject("tone", Double.class),
                row.getString("intent"),
                row.getBoolean("abusive"),
                ConversationState.valueOf(row.getString("state")),
                row.getString("assignee"),
                Instants.find(row, "snoozed_until"),
                Instants.get(row, "opened_at"),
                Instants.get(row, "last_message_at"),
                row.getInt("messages"),
                row.getInt("answers"),
                row.getLong("version"),
                clock(row),
                answering(row));
    }

    private static AnswerClock clock(ResultSet row) throws SQLException {
        var within = row.getObject("answered_within_seconds", Long.class);
        return new AnswerClock(
                Instants.find(row, "waiting_since"),
                Duration.ofSeconds(row.getLong("paused_seconds")),
                Instants.find(row, "snoozed_until"),
                within == null ? null : Duration.ofSeconds(within),
                Duration.ofMinutes(row.getInt("target_minutes")));
    }

    private static @Nullable Answering answering(ResultSet row) throws SQLException {
        var reply = row.getString("answering_reply");
        if (reply == null) {
            return null;
        }
        var state = row.getString("answering_state");
        return new Answering(
                reply, orEmpty(row.getString("answering_member")), state == null ? null : ReplyState.valueOf(state));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
