package org.parvis.publishing.integration;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
        var opening = new AtomicReference<ConversationOpened>();
        var messages = new ArrayList<Message>();
        var version = history.each("Conversation", conversationId, ConversationEvent.class, entry -> {
            switch (entry.event()) {
                case ConversationOpened e -> opening.set(e);
                case MessageReceived e -> messages.add(new Message(e.mentionId(), e.number(), entry.sequence()));
                default -> {
                    // Assigning, notes and rights change nothing about what can be answered.
                }
            }
        });
        return Optional.ofNullable(opening.get())
                .map(opened -> new Conversation(
                        conversationId, opened.brandId(), opened.network(), opened.personId(), messages, version));
    }
}
