package org.parvis.crm.conversation;

import org.parvis.axon.Refused.Category;

/** Why something about a conversation is refused. */
public enum ConversationRefusal {
    /** It changed since the caller looked. */
    STALE_VERSION(Category.CONFLICT),
    /** A message or an answer came after what the writer of a reply had seen. */
    CONVERSATION_MOVED_ON(Category.CONFLICT),
    /** A version that does not exist yet cannot have been seen. */
    UNKNOWN_VERSION(Category.INVALID),
    /** Another reply holds the right to answer. */
    ANSWER_HELD(Category.CONFLICT),
    REPLY_ALREADY_SENT(Category.CONFLICT),
    ALREADY_EXISTS_DIFFERENT(Category.CONFLICT),
    NOTE_EMPTY(Category.INVALID),
    NOTE_TOO_LONG(Category.INVALID),
    SNOOZE_IN_PAST(Category.INVALID),
    SNOOZE_TOO_FAR(Category.INVALID),
    /** What is resolved cannot be set aside. */
    CONVERSATION_RESOLVED(Category.CONFLICT);

    private final Category category;

    ConversationRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
