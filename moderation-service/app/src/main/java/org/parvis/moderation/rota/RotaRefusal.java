package org.parvis.moderation.rota;

import org.parvis.axon.Refused.Category;

/** Why a rota was not accepted. */
enum RotaRefusal {
    /** There is a rota of this id with other content; name the version to change it. */
    ALREADY_EXISTS_DIFFERENT(Category.CONFLICT),
    /** Somebody changed the rota meanwhile. */
    CHANGED_MEANWHILE(Category.CONFLICT),
    NO_NAME(Category.INVALID),
    NO_LEVELS(Category.INVALID),
    LEVEL_WITHOUT_MEMBERS(Category.INVALID),
    TOO_MANY_LEVELS(Category.INVALID),
    TOO_MANY_MEMBERS(Category.INVALID),
    /** Somebody who does not exist, or has no right to answer calls of the brand: which of them is not told. */
    CANNOT_ANSWER(Category.INVALID),
    TIME_PER_LEVEL(Category.INVALID),
    SHIFT_WITHOUT_DAY(Category.INVALID),
    /** A zone, a day or an hour that cannot be read, or an end that is not after its beginning. */
    DUTY_TIME(Category.INVALID),
    TOO_MUCH_DUTY(Category.INVALID),
    NO_SUCH_ROTA(Category.NOT_FOUND);

    private final Category category;

    RotaRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
