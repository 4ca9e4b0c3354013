package org.parvis.moderation.guideline;

import org.parvis.axon.Refused.Category;

/** Why a guideline was not changed. */
enum GuidelineRefusal {
    /** The id belongs to a guideline of another brand. */
    ALREADY_EXISTS_DIFFERENT(Category.CONFLICT),
    /** Somebody published another version meanwhile. */
    CHANGED_MEANWHILE(Category.CONFLICT),
    /** A text is missing in a language. */
    LANGUAGE_MISSING(Category.INVALID),
    NO_SUCH_GUIDELINE(Category.NOT_FOUND);

    private final Category category;

    GuidelineRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
