package org.parvis.crm.conversation.inbox;

import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.ReadModel;
import org.parvis.axon.projection.BatchRows;
import org.parvis.crm.api.ConversationEvent;
import org.parvis.crm.api.ConversationOpened;
import org.parvis.crm.thread.ThreadNews;
import org.springframework.stereotype.Component;

/** Keeps the rows of the inbox. */
@Component
@ProcessingGroup("crm.conversation.inbox")
@ReadModel(tables = "conversation")
final class InboxProjection {

    private final BatchRows<String, ConversationRow> rows;
    private final ThreadNews news;

    InboxProjection(ConversationTable table, ThreadNews news) {
        rows = BatchRows.ofMany(table::find, table::write);
        this.news = news;
    }

    @EventHandler
    void on(ConversationEvent event, @SequenceNumber Long sequence, @Timestamp Instant at) {
        rows.put(event.conversationId(), row -> opened(row, event).after(event, sequence, at));
        news.changed(event.conversationId(), event.brandId(), at);
    }

    private static ConversationRow opened(@Nullable ConversationRow row, ConversationEvent event) {
        if (row != null) {
            return row;
        }
        if (event instanceof ConversationOpened opened) {
            return new ConversationRow(opened);
        }
        throw new IllegalStateException("Conversation " + event.conversationId() + " was never opened");
    }
}
