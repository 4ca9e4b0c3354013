package org.parvis.publishing.integration;

import java.util.ArrayList;
import java.util.Optional;
import org.parvis.crm.api.ConversationEvent;
import org.parvis.crm.api.ConversationOpened;
import org.parvis.crm.api.MessageReceived;
import org.parvis.publishing.history.History;
import org.parvis.publishing.reply.Conversations;
import org.springframework.stereotype.Component;

/** Reads conversations where crm writes them down: no copy that could be behind. */
@Component
class LedgerConversations implements Conversations {

    private final History history;

    LedgerConversations(History history) {
        this.history = history;
    }

    @Override
    public Optional<Conversation> find(String conversationId) {
        var past = history.of("Conversation", conversationId, ConversationEvent.class);
        ConversationOpened opened = null;
        var messages = new ArrayList<Message>();
        for (var entry : past.entries()) {
            switch (entry.event()) {
                case ConversationOpened e -> opened = e;
                case MessageReceived e -> messages.add(new Message(e.mentionId(), e.number(), entry.sequence()));
                default -> {
                    // Assigning, notes and rights change nothing about what can be answered.
                }
            }
        }
        return opened == null
                ? Optional.empty()
                : Optional.of(new Conversation(
                        conversationId,
                        opened.brandId(),
                        opened.network(),
                        opened.personId(),
                        messages,
                        past.version()));
    }
}
