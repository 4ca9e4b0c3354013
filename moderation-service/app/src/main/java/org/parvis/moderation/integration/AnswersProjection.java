package org.parvis.moderation.integration;

import java.sql.Timestamp;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.ReadModel;
import org.parvis.axon.projection.Kept;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.ReplySubmitted;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps our own replies as they went out, so that a thread shows both sides. */
@Component
@ProcessingGroup("moderation.thread.answers")
@ReadModel(tables = "answer")
class AnswersProjection {

    private final JdbcClient jdbc;

    AnswersProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(ReplySubmitted event) {
        jdbc.sql("""
                        insert into answer (reply_id, brand_id, conversation_id, channel_id, body, person_id) values (?, ?, ?, ?, ?, ?)
                        on conflict (reply_id) do update set channel_id = excluded.channel_id, body = excluded.body
                        """)
                .params(
                        event.replyId(),
                        event.brandId(),
                        event.conversationId(),
                        event.channelId(),
                        event.text(),
                        event.personId())
                .update();
    }

    /** What really goes out may be what an approver wrote. */
    @EventHandler
    void on(DeliveryIntended event) {
        if (event.outgoing() == Outgoing.REPLY) {
            jdbc.sql("update answer set body = ? where reply_id = ?")
                    .params(event.text(), event.outgoingId())
                    .update();
        }
    }

    @EventHandler
    void on(DeliveryConfirmed event) {
        if (event.outgoing() == Outgoing.REPLY) {
            jdbc.sql("update answer set sent_at = ?, permalink = ? where reply_id = ?")
                    .params(Timestamp.from(event.sentAt()), Kept.words(event.permalink()), event.outgoingId())
                    .update();
        }
    }
}
