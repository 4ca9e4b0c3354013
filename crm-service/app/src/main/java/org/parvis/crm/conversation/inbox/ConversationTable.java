package org.parvis.crm.conversation.inbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.parvis.crm.api.ConversationOpened;
import org.parvis.crm.sql.Instants;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes the rows that {@link InboxProjection} keeps. */
@Component
final class ConversationTable {

    private final JdbcTemplate jdbc;

    ConversationTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, ConversationRow> find(Collection<String> conversationIds) {
        return jdbc
                .query("select * from conversation where conversation_id = any(?)", ConversationTable::row, (Object)
                        conversationIds.toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(row -> row.conversationId, Function.identity()));
    }

    void write(List<ConversationRow> rows) {
        jdbc.batchUpdate("""
                insert into conversation (conversation_id, brand_id, network, source_id, thread_id, person_id, opened_at, state,
                  assignee, snoozed_until, version, messages, answers, notes, last_mention_id, last_message_at, last_event_at,
                  waiting_since, paused_since, paused_seconds, answered_at, answered_within_seconds, answering_reply)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (conversation_id) do update set state = excluded.state, assignee = excluded.assignee,
                  snoozed_until = excluded.snoozed_until, version = excluded.version, messages = excluded.messages,
                  answers = excluded.answers, notes = excluded.notes, last_mention_id = excluded.last_mention_id,
                  last_message_at = excluded.last_message_at, last_event_at = excluded.last_event_at,
                  waiting_since = excluded.waiting_since, paused_since = excluded.paused_since,
                  paused_seconds = excluded.paused_seconds, answered_at = excluded.answered_at,
                  answered_within_seconds = excluded.answered_within_seconds, answering_reply = excluded.answering_reply
                """, rows, rows.size(), ConversationTable::bind);
    }

    private static void bind(PreparedStatement statement, ConversationRow row) throws SQLException {
        statement.setString(1, row.conversationId);
        statement.setString(2, row.brandId);
        statement.setString(3, row.network);
        statement.setString(4, row.sourceId);
        statement.setString(5, row.threadId);
        statement.setString(6, row.personId);
        Instants.set(statement, 7, row.openedAt);
        statement.setString(8, row.state.name());
        statement.setString(9, row.assignee);
        Instants.set(statement, 10, row.snoozedUntil);
        statement.setLong(11, row.version);
        statement.setInt(12, row.messages);
        statement.setInt(13, row.answers);
        statement.setInt(14, row.notes);
        statement.setString(15, row.lastMentionId);
        Instants.set(statement, 16, row.lastMessageAt);
        Instants.set(statement, 17, row.lastEventAt);
        Instants.set(statement, 18, row.waitingSince);
        Instants.set(statement, 19, row.pausedSince);
        statement.setLong(20, row.pausedSeconds);
        Instants.set(statement, 21, row.answeredAt);
        statement.setObject(22, row.answeredWithinSeconds, Types.BIGINT);
        statement.setString(23, row.answeringReply);
    }

    private static ConversationRow row(ResultSet found, int number) throws SQLException {
        var opened = new ConversationOpened(
                found.getString("conversation_id"),
                found.getString("brand_id"),
                found.getString("network"),
                found.getString("source_id"),
                found.getString("thread_id"),
                found.getString("person_id"),
                found.getString("last_mention_id"),
                Instants.get(found, "opened_at"));
        var row = new ConversationRow(opened);
        row.state = ConversationState.valueOf(found.getString("state"));
        row.assignee = found.getString("assignee");
        row.snoozedUntil = Instants.find(found, "snoozed_until");
        row.version = found.getLong("version");
        row.messages = found.getInt("messages");
        row.answers = found.getInt("answers");
        row.notes = found.getInt("notes");
        row.lastMessageAt = Instants.get(found, "last_message_at");
        row.lastEventAt = Instants.get(found, "last_event_at");
        row.waitingSince = Instants.find(found, "waiting_since");
        row.pausedSince = Instants.find(found, "paused_since");
        row.pausedSeconds = found.getLong("paused_seconds");
        row.answeredAt = Instants.find(found, "answered_at");
        row.answeredWithinSeconds = found.getObject("answered_within_seconds", Long.class);
        row.answeringReply = found.getString("answering_reply");
        return row;
    }
}
