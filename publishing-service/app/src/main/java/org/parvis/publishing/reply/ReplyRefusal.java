package org.parvis.publishing.reply;

/** Why a reply says no. */
enum ReplyRefusal {
    ALREADY_EXISTS_DIFFERENT,
    REPLY_UNKNOWN,
    EDIT_AFTER_APPROVAL,
    REWRITTEN_TOO_OFTEN,
    CANCELLED,
    TEXT_EMPTY,
    TEXT_TOO_LONG,
    PERSON_ERASED,
    NO_CHANNEL,
    FOUR_EYES,
    HASH_MISMATCH,
    NOT_RELEASED
}
