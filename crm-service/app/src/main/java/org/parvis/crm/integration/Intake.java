package org.parvis.crm.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    Intake(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void waits(MentionCollected event) {
        jdbc.sql("""
                insert into intake (mention_id, brand_id, network, source_id, thread_id, person_id, received_at, collected_at, state)
                values (:mention, :brand, :network, :source, :thread, :person, :received, :collected, 'WAITING')
                on conflict do nothing
                """)
                .param("mention", event.mentionId())
                .param("brand", event.brandId())
                .param("network", event.network())
                .param("source", event.sourceId())
                .param("thread", event.threadId())
                .param("person", event.personId())
                .param("received", Instants.parameter(receivedAt(event.publishedAt(), event.collectedAt())))
                .param("collected", Instants.parameter(event.collectedAt()))
                .update();
    }

    static Instant receivedAt(Instant written, Instant found) {
        var isPlausible = !written.isAfter(found) && !written.isBefore(found.minus(FOUND_AT_ONCE));
        return isPlausible ? written : found;
    }

    Optional<ReceiveMessage> find(String mentionId) {
        return jdbc.sql("select * from intake where mention_id = ?")
                .param(mentionId)
                .query(Intake::message)
                .optional();
    }

    /** Collected before this instant and not understood since; the oldest first. */
    List<ReceiveMessage> waitingSince(Instant before, int limit) {
        return jdbc.sql(
                        "select * from intake where state = 'WAITING' and collected_at < ? order by collected_at limit ?")
                .params(Instants.parameter(before), limit)
                .query(Intake::message)
                .list();
    }

    void isSpam(String mentionId) {
        jdbc.sql("update intake set state = 'SPAM' where mention_id = ?")
                .param(mentionId)
                .update();
    }

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
