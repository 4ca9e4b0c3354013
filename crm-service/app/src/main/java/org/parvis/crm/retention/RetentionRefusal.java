package org.parvis.crm.retention;

import org.parvis.axon.Refused.Category;

/** Why something about retention is refused. */
public enum RetentionRefusal {
    RETENTION_MONTHS_IMPOSSIBLE(Category.INVALID),
    RETENTION_HOLD_IN_THE_PAST(Category.INVALID),
    RETENTION_PEOPLE_ONLY(Category.FORBIDDEN),
    RETENTION_OWN_PROPOSAL(Category.FORBIDDEN),
    /** Nobody who works there stands for it any more. */
    RETENTION_PROPOSER_LOST_RIGHT(Category.CONFLICT),
    RETENTION_NOTHING_PROPOSED(Category.CONFLICT),
    RETENTION_NOT_ON_HOLD(Category.CONFLICT),
    RETENTION_CHANGED_MEANWHILE(Category.CONFLICT);

    private final Category category;

    RetentionRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
