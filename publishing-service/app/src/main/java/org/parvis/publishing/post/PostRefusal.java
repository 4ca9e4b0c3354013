package org.parvis.publishing.post;

/** Why a post says no. */
enum PostRefusal {
    POST_UNKNOWN,
    VERSION_MOVED_ON,
    EDIT_AFTER_APPROVAL,
    REWRITTEN_TOO_OFTEN,
    CANCELLED,
    NO_VARIANT,
    TITLE_EMPTY,
    TEXT_EMPTY,
    TEXT_TOO_LONG,
    SLOT_PAST,
    FOUR_EYES,
    NOT_RELEASED,
    NOT_MISSED
}
