package org.parvis.crm.api;

/** All that happens to a conversation. */
public sealed interface ConversationEvent
        permits AnswerGivenBack,
                AnswerReserved,
                AnswerSent,
                ConversationAssigned,
                ConversationOpened,
                ConversationReopened,
                ConversationResolved,
                ConversationSnoozed,
                ConversationWoken,
                MessageReceived,
                NoteAdded {

    String conversationId();

    String brandId();
}
