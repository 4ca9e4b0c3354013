package org.parvis.crm.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.projection.BatchRows;
import org.parvis.crm.conversation.ConversationId;
import org.parvis.crm.conversation.ReceiveMessage;
import org.parvis.crm.sql.Instants;
import org.parvis.listening.api.MentionCollected;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mentions that are no message of a conversation (yet): waiting to be understood, or spam. */
@Component
class Intake {

    /**
     * An old text found today was not left unanswered since it was written. Beyond this the clock starts with the finding.
     */
    static final Duration FOUND_AT_ONCE = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final BatchRows<String, Row> rows;

    Intake(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.rows = BatchRows.of(this::find, this::write);
    }

    private enum State {
        WAITING,
        SPAM,
        /** No row is kept. */
        RECEIVED
    }

    private record Row(ReceiveMessage message, Instant collectedAt, State state) {

        Row as(State other) {
            return new Row(message, collectedAt, other);
        }
    }

    void waits(MentionCollected event) {
        var message = new ReceiveMessage(
                ConversationId.of(event.brandId(), event.network(), event.threadId(), event.personId()),
                event.brandId(),
                event.network(),
                event.sourceId(),
                event.threadId(),
                event.personId(),
                event.mentionId(),
                receivedAt(event.publishedAt(), event.collectedAt()));
        rows.set(event.mentionId(), new Row(message, event.collectedAt(), State.WAITING));
    }

    static Instant receivedAt(Instant written, Instant found) {
        var isPlausible = !written.isAfter(found) && !written.isBefore(found.minus(FOUND_AT_ONCE));
        return isPlausible ? written : found;
    }

    /** The message that the mention is from now on; nothing when it was one before, and a message stays one. */
    Optional<ReceiveMessage> received(String mentionId) {
        var row = rows.find(mentionId);
        if (row == null || row.state() == State.RECEIVED) {
            return Optional.empty();
        }
        rows.set(mentionId, row.as(State.RECEIVED));
        return Optional.of(row.message());
    }

    /** But for what is a message already. */
    void isSpam(String mentionId) {
        rows.change(mentionId, row -> row.state() == State.RECEIVED ? row : row.as(State.SPAM));
    }

    private @Nullable Row find(String mentionId) {
        return jdbc.sql("select * from intake where mention_id = ?")
                .param(mentionId)
                .query((row, number) -> new Row(
                        message(row, number), Instants.get(row, "collected_at"), State.valueOf(row.getString("state"))))
                .optional()
                .orElse(null);
    }

    private void write(List<Row> changed) {
        var received =
                changed.stream().filter(row -> row.state() == State.RECEIVED).toList();
        if (!received.isEmpty()) {
            jdbc.sql("delete from intake where mention_id = any(?)")
                    .param(received.stream()
                            .map(row -> row.message().mentionId())
                            .toArray(String[]::new))
                    .update();
        }
        for (var row : changed) {
            if (row.state() != State.RECEIVED) {
                keep(row);
            }
        }
    }

    /** Seldom: what is collected is understood at once, and most of it is no spam. */
    private void keep(Row row) {
        var message = row.message();
        jdbc.sql("""
                insert into intake (mention_id, brand_id, network, source_id, thread_id, person_id, received_at, collected_at, state)
                values (:mention, :brand, :network, :source, :thread, :person, :received, :collected, :state)
                on conflict (mention_id) do update set state = excluded.state
                """)
                .param("mention", message.mentionId())
                .param("brand", message.brandId())
                .param("network", message.network())
                .param("source", message.sourceId())
                .param("thread", message.threadId())
                .param("person", message.personId())
                .param("received", Instants.parameter(message.receivedAt()))
                .param("collected", Instants.parameter(row.collectedAt()))
                .param("state", row.state().name())
                .update();
    }

    /** Collected before this instant and not understood since; the oldest first. */
    List<ReceiveMessage> waitingSince(Instant before, int limit) {
        return jdbc.sql(
                        "select * from intake where state = 'WAITING' and collected_at < ? order by collected_at limit ?")
                .params(Instants.parameter(before), limit)
                .query(Intake::message)
                .list();
    }

    /** Received outside of a batch. */
    void done(String mentionId) {
        jdbc.sql("delete from intake where mention_id = ?").param(mentionId).update();
    }

    private static ReceiveMessage message(ResultSet row, int number) throws SQLException {
        var brand = row.getString("brand_id");
        var network = row.getString("network");
        var thread = row.getString("thread_id");
        var person = row.getString("person_id");
        return new ReceiveMessage(
                ConversationId.of(brand, network, thread, person),
                brand,
                network,
                row.getString("source_id"),
                thread,
                person,
                row.getString("mention_id"),
                Instants.get(row, "received_at"));
    }
}
