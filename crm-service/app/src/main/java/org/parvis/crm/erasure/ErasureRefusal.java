package org.parvis.crm.erasure;

import org.parvis.axon.Refused.Category;

/** Why something about an erasure is refused. */
public enum ErasureRefusal {
    ALREADY_EXISTS_DIFFERENT(Category.CONFLICT),
    NOBODY_NAMED(Category.INVALID),
    TOO_MANY_PERSONS(Category.INVALID),
    DUE_IN_THE_PAST(Category.INVALID),
    HOLD_IN_THE_PAST(Category.INVALID),
    OWN_REQUEST(Category.FORBIDDEN),
    PEOPLE_ONLY(Category.FORBIDDEN),
    AUTOMATION_ONLY(Category.FORBIDDEN),
    ON_HOLD(Category.CONFLICT),
    NOT_ON_HOLD(Category.CONFLICT),
    ALREADY_DECIDED(Category.CONFLICT),
    UNKNOWN_ERASURE(Category.NOT_FOUND);

    private final Category category;

    ErasureRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
