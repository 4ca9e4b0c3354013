package org.parvis.moderation.policy;

import org.parvis.axon.Refused.Category;

/** Why a policy was not adopted. */
enum PolicyRefusal {
    /** Somebody adopted another version meanwhile. */
    CHANGED_MEANWHILE(Category.CONFLICT),
    TOO_MANY_RULES(Category.INVALID),
    INVALID_RULE(Category.INVALID);

    private final Category category;

    PolicyRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
