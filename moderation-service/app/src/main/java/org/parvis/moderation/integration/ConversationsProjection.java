package org.parvis.moderation.integration;

import java.sql.Timestamp;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.ReadModel;
import org.parvis.crm.api.ConversationOpened;
import org.parvis.crm.api.MessageReceived;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps which messages make a conversation, in their order. */
@Component
@ProcessingGroup("moderation.thread.conversations")
@ReadModel(tables = {"conversation", "conversation_message"})
class ConversationsProjection {

    private final JdbcClient jdbc;
    private final Live live;

    ConversationsProjection(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    @EventHandler
    void on(ConversationOpened event) {
        jdbc.sql(
                        "insert into conversation (conversation_id, brand_id, network, person_id) values (?, ?, ?, ?) on conflict do nothing")
                .params(event.conversationId(), event.brandId(), event.network(), event.personId())
                .update();
    }

    @EventHandler
    void on(MessageReceived event) {
        jdbc.sql("""
                        insert into conversation_message (conversation_id, number, mention_id, received_at)
                        values (?, ?, ?, ?) on conflict do nothing
                        """)
                .params(event.conversationId(), event.number(), event.mentionId(), Timestamp.from(event.receivedAt()))
                .update();
        // A reviewer who has this thread on the screen is told that it went on.
        AfterCommit.run(() -> live.changed("thread-" + event.conversationId(), event.brandId(), event.mentionId()));
    }
}
