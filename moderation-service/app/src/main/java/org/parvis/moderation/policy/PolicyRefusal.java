package org.parvis.moderation.policy;

import org.parvis.axon.Refused.Category;

/** Why something about a policy is refused. */
enum PolicyRefusal {
    /** Somebody proposed or decided something else meanwhile. */
    CHANGED_MEANWHILE(Category.CONFLICT),
    POLICY_NOTHING_PROPOSED(Category.CONFLICT),
    POLICY_PEOPLE_ONLY(Category.FORBIDDEN),
    POLICY_OWN_PROPOSAL(Category.FORBIDDEN),
    /** Nobody who works there stands for it any more. */
    POLICY_PROPOSER_LOST_RIGHT(Category.CONFLICT),
    POLICY_NO_REASON(Category.INVALID),
    /** Whoever decides answers first. */
    TOO_MANY_UNDECIDED(Category.CONFLICT),
    TOO_MANY_RULES(Category.INVALID),
    TOO_MANY_SIGNS(Category.INVALID),
    INVALID_RULE(Category.INVALID);

    private final Category category;

    PolicyRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
