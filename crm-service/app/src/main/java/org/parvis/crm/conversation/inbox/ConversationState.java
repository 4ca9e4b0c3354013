package org.parvis.crm.conversation.inbox;

/** Where a conversation stands. */
enum ConversationState {
    OPEN,
    SNOOZED,
    RESOLVED
}
