package org.parvis.moderation.escalation;

import org.parvis.axon.Refused.Category;

/** Why an act on an escalation was not accepted. */
enum EscalationRefusal {
    /** Somebody else has it. */
    ALREADY_ACKNOWLEDGED(Category.CONFLICT),
    ALREADY_CLOSED(Category.CONFLICT),
    /** The id belongs to another matter. */
    ALREADY_EXISTS_DIFFERENT(Category.CONFLICT),
    /** A machine calls people; it never answers for them. */
    AUTOMATION_CANNOT_ACKNOWLEDGE(Category.FORBIDDEN),
    /** Neither a lead nor on the list. */
    NOT_CALLED(Category.FORBIDDEN),
    NOBODY_TO_CALL(Category.INVALID),
    NO_OUTCOME(Category.INVALID),
    /** The level that was called still has time. */
    TOO_EARLY(Category.INVALID),
    NO_SUCH_ESCALATION(Category.NOT_FOUND);

    private final Category category;

    EscalationRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
