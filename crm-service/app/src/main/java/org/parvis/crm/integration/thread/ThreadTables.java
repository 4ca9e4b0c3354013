package org.parvis.crm.integration.thread;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.sql.Instants;
import org.parvis.crm.thread.ItemKind;
import org.parvis.crm.thread.ReplyState;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes the rows that {@link ThreadProjection} keeps. */
@Component
final class ThreadTables {

    private final JdbcTemplate jdbc;

    ThreadTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<ItemRow.Key, ItemRow> findItems(Collection<ItemRow.Key> keys) {
        return jdbc
                .query(
                        "select * from thread_item where (kind, item_id) in (select * from unnest(?, ?))",
                        ThreadTables::item,
                        keys.stream().map(key -> key.kind().name()).toArray(String[]::new),
                        keys.stream().map(ItemRow.Key::itemId).toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(row -> row.key, Function.identity()));
    }

    void writeItems(List<ItemRow> rows) {
        jdbc.batchUpdate("""
                insert into thread_item (kind, item_id, brand_id, conversation_id, person_id, network, said_at, changed_at, title,
                  text, permalink, language, tone, intent, abusive, unsure, edited_at, deleted_at, member_id, reply_state,
                  channel_id, answered_mention_id, review_id, approver_id, suggestion_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (kind, item_id) do update set said_at = excluded.said_at, changed_at = excluded.changed_at,
                  title = excluded.title, text = excluded.text, permalink = excluded.permalink, language = excluded.language,
                  tone = excluded.tone, intent = excluded.intent, abusive = excluded.abusive, unsure = excluded.unsure,
                  edited_at = excluded.edited_at, deleted_at = excluded.deleted_at, reply_state = excluded.reply_state,
                  channel_id = excluded.channel_id, answered_mention_id = excluded.answered_mention_id,
                  review_id = excluded.review_id, approver_id = excluded.approver_id
                """, rows, rows.size(), ThreadTables::bind);
    }

    private static void bind(PreparedStatement statement, ItemRow row) throws SQLException {
        statement.setString(1, row.key.kind().name());
        statement.setString(2, row.key.itemId());
        statement.setString(3, row.brandId);
        statement.setString(4, row.conversationId);
        statement.setString(5, row.personId);
        statement.setString(6, row.network);
        Instants.set(statement, 7, row.saidAt);
        Instants.set(statement, 8, row.changedAt);
        statement.setString(9, row.title);
        statement.setString(10, row.text);
        statement.setString(11, row.permalink);
        statement.setString(12, row.language);
        statement.setObject(13, row.tone, Types.DOUBLE);
        statement.setString(14, row.intent);
        statement.setBoolean(15, row.abusive);
        statement.setBoolean(16, row.unsure);
        Instants.set(statement, 17, row.editedAt);
        Instants.set(statement, 18, row.deletedAt);
        statement.setString(19, row.memberId);
        statement.setString(20, row.replyState == null ? null : row.replyState.name());
        statement.setString(21, row.channelId);
        statement.setString(22, row.answeredMentionId);
        statement.setString(23, row.reviewId);
        statement.setString(24, row.approverId);
        statement.setString(25, row.suggestionId);
    }

    private static ItemRow item(ResultSet found, int number) throws SQLException {
        var row = new ItemRow(
                new ItemRow.Key(ItemKind.valueOf(found.getString("kind")), found.getString("item_id")),
                found.getString("brand_id"),
                found.getString("conversation_id"),
                found.getString("person_id"),
                found.getString("text"),
                Instants.get(found, "said_at"));
        row.network = found.getString("network");
        row.changedAt = Instants.get(found, "changed_at");
        row.title = found.getString("title");
        row.permalink = found.getString("permalink");
        row.language = found.getString("language");
        row.tone = found.getObject("tone", Double.class);
        row.intent = found.getString("intent");
        row.abusive = found.getBoolean("abusive");
        row.unsure = found.getBoolean("unsure");
        row.editedAt = Instants.find(found, "edited_at");
        row.deletedAt = Instants.find(found, "deleted_at");
        row.memberId = found.getString("member_id");
        var state = found.getString("reply_state");
        row.replyState = state == null ? null : ReplyState.valueOf(state);
        row.channelId = found.getString("channel_id");
        row.answeredMentionId = found.getString("answered_mention_id");
        row.reviewId = found.getString("review_id");
        row.approverId = found.getString("approver_id");
        row.suggestionId = found.getString("suggestion_id");
        return row;
    }

    Map<PersonRow.Key, PersonRow> findPersons(Collection<PersonRow.Key> keys) {
        return jdbc
                .query(
                        "select * from person where (brand_id, person_id) in (select * from unnest(?, ?))",
                        (found, number) -> new PersonRow(
                                new PersonRow.Key(found.getString("brand_id"), found.getString("person_id")),
                                found.getString("network"),
                                found.getString("name"),
                                found.getString("handle"),
                                Instants.get(found, "known_since"),
                                Instants.get(found, "last_seen"),
                                found.getInt("messages")),
                        keys.stream().map(PersonRow.Key::brandId).toArray(String[]::new),
                        keys.stream().map(PersonRow.Key::personId).toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(PersonRow::key, Function.identity()));
    }

    void writePersons(List<PersonRow> rows) {
        jdbc.batchUpdate("""
                insert into person (brand_id, person_id, network, name, handle, known_since, last_seen, messages)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (brand_id, person_id) do update set name = excluded.name, handle = excluded.handle,
                  known_since = excluded.known_since, last_seen = excluded.last_seen, messages = excluded.messages
                """, rows, rows.size(), (statement, row) -> {
            statement.setString(1, row.key().brandId());
            statement.setString(2, row.key().personId());
            statement.setString(3, row.network());
            statement.setString(4, row.name());
            statement.setString(5, row.handle());
            Instants.set(statement, 6, row.knownSince());
            Instants.set(statement, 7, row.lastSeen());
            statement.setInt(8, row.messages());
        });
    }

    @Nullable
    String replyOf(String deliveryId) {
        return jdbc
                .query(
                        "select reply_id from reply_delivery where delivery_id = ?",
                        (found, number) -> found.getString(1),
                        deliveryId)
                .stream()
                .findFirst()
                .orElse(null);
    }

    void writeDelivery(String deliveryId, String replyId) {
        jdbc.update(
                "insert into reply_delivery (delivery_id, reply_id) values (?, ?) on conflict do nothing",
                deliveryId,
                replyId);
    }
}
