package org.parvis.identity.secondperson;

import org.parvis.axon.Refused.Category;

/** Why something about the rule is refused. */
enum SecondPersonRefusal {
    SECOND_PERSON_NOBODY_ELSE(Category.CONFLICT),
    SECOND_PERSON_NOTHING_ASKED(Category.CONFLICT),
    SECOND_PERSON_CHANGED_MEANWHILE(Category.CONFLICT),
    /** Who asked had the right to do so and has it no longer. */
    SECOND_PERSON_ASKER_WITHOUT_RIGHT(Category.CONFLICT),
    /** So does whoever decides. */
    RIGHT_ENDED_MEANWHILE(Category.CONFLICT),
    SECOND_PERSON_OWN_WISH(Category.FORBIDDEN),
    SECOND_PERSON_PEOPLE_ONLY(Category.FORBIDDEN);

    private final Category category;

    SecondPersonRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
