package org.parvis.crm.suggestion;

import org.parvis.axon.Refused.Category;

/** Why something about a suggestion is refused. */
public enum SuggestionRefusal {
    ALREADY_EXISTS_DIFFERENT(Category.CONFLICT),
    STALE_VERSION(Category.CONFLICT),
    SUMMARY_EMPTY(Category.INVALID),
    SUMMARY_TOO_LONG(Category.INVALID),
    REASON_NEEDED(Category.INVALID),
    REASON_TOO_LONG(Category.INVALID),
    /** A decision changes with a reason of its own. */
    REASON_UNCHANGED(Category.INVALID),
    SHIP_NOTE_TOO_LONG(Category.INVALID),
    /** What people have can no longer be decided. */
    ALREADY_SHIPPED(Category.CONFLICT),
    NOT_ACCEPTED(Category.CONFLICT),
    /** Another product manager decides in this line. */
    NOT_YOUR_LINE(Category.FORBIDDEN),
    TOO_MUCH_EVIDENCE(Category.CONFLICT),
    /** For this brand there is no such suggestion. */
    UNKNOWN_SUGGESTION(Category.NOT_FOUND);

    private final Category category;

    SuggestionRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
