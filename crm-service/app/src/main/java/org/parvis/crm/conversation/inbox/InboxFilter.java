package org.parvis.crm.conversation.inbox;

import org.jspecify.annotations.Nullable;

/** What of the inbox is asked for; a null part asks for everything. */
record InboxFilter(
        @Nullable String brandId,
        ConversationState state,
        Whose whose,
        @Nullable String memberId,
        @Nullable String network,
        @Nullable String intent,
        @Nullable Feeling feeling) {

    /** Whose conversations. */
    enum Whose {
        ANYBODYS,
        /** Those of {@link InboxFilter#memberId()}. */
        A_MEMBERS,
        NOBODYS
    }

    /** How the last message sounds. */
    enum Feeling {
        NEGATIVE,
        NEUTRAL,
        POSITIVE
    }
}
