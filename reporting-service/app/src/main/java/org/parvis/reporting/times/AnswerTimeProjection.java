package org.parvis.reporting.times;

import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.ReadModel;
import org.parvis.axon.projection.BatchRows;
import org.parvis.crm.api.AnswerSent;
import org.parvis.crm.api.ConversationOpened;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** From the first message of a conversation to our first answer. */
@Component
@ProcessingGroup("reporting.times.answers")
@ReadModel(tables = "answer_time")
final class AnswerTimeProjection {

    private record Row(
            String conversationId,
            String brandId,
            String network,
            Instant openedAt,
            @Nullable Instant answeredAt) {

        Row answered(Instant at) {
            return answeredAt != null ? this : new Row(conversationId, brandId, network, openedAt, at);
        }
    }

    private final BatchRows<String, Row> rows;

    AnswerTimeProjection(JdbcTemplate jdbc) {
        rows = BatchRows.of(
                id -> load(jdbc, id),
                all -> jdbc.batchUpdate(
                        """
                        insert into answer_time (conversation_id, brand_id, network, opened_at, answered_at) values (?, ?, ?, ?, ?)
                        on conflict (conversation_id) do update set answered_at = excluded.answered_at
                        """,
                        all.stream()
                                .map(r -> new @Nullable Object[] {
                                    r.conversationId,
                                    r.brandId,
                                    r.network,
                                    Timestamp.from(r.openedAt),
                                    r.answeredAt == null ? null : Timestamp.from(r.answeredAt)
                                })
                                .toList()));
    }

    private static @Nullable Row load(JdbcTemplate jdbc, String id) {
        return JdbcClient.create(jdbc)
                .sql("select brand_id, network, opened_at, answered_at from answer_time where conversation_id = ?")
                .param(id)
                .query((row, number) -> new Row(
                        id,
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        instant(row.getTimestamp(4))))
                .optional()
                .orElse(null);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    @EventHandler
    void on(ConversationOpened event) {
        rows.set(
                event.conversationId(),
                new Row(event.conversationId(), event.brandId(), event.network(), event.openedAt(), null));
    }

    @EventHandler
    void on(AnswerSent event) {
        rows.change(event.conversationId(), row -> row.answered(event.sentAt()));
    }
}
