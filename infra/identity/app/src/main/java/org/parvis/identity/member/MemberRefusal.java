package org.parvis.identity.member;

import org.parvis.axon.Refused;
import org.parvis.axon.Refused.Category;

/** Why a member's aggregate refuses a command. */
enum MemberRefusal {
    ALREADY_EXISTS_DIFFERENT(Category.CONFLICT),
    TOO_MANY_GRANTS(Category.CONFLICT),
    TOO_MANY_GRANTS_THERE(Category.CONFLICT),
    /** Ended and waiting ones counted: they stay in sight until somebody takes them back. */
    TOO_MANY_ENDED_GRANTS_THERE(Category.CONFLICT),
    GRANT_UNKNOWN(Category.NOT_FOUND),
    GRANT_NOT_WAITING(Category.CONFLICT),
    GRANT_CHANGED_MEANWHILE(Category.CONFLICT),
    GRANT_OWN_WISH(Category.FORBIDDEN),
    GRANT_FOR_ONESELF(Category.FORBIDDEN),
    GRANT_PEOPLE_CONFIRM(Category.FORBIDDEN),
    /** Whoever gives it, or wants it given, had the right to do so and has it no longer. */
    GRANT_GIVER_WITHOUT_RIGHT(Category.FORBIDDEN),
    GRANT_ASKER_WITHOUT_RIGHT(Category.CONFLICT),
    /** Whoever decides about somebody else had the right when they asked, and lost it before it was decided. */
    RIGHT_ENDED_MEANWHILE(Category.CONFLICT),
    GRANT_ALREADY_ENDED(Category.INVALID),
    BRAND_UNKNOWN(Category.INVALID),
    /** A right for one country is given on a brand of it. */
    COUNTRY_WITHOUT_BRAND(Category.INVALID),
    CHANNEL_WITHOUT_BRAND(Category.INVALID),
    LAST_ADMINISTRATOR(Category.CONFLICT),
    MEMBER_LEFT(Category.CONFLICT),
    NO_SECOND_FACTOR(Category.CONFLICT),
    TOKEN_ALREADY_ISSUED(Category.CONFLICT),
    TOO_MANY_TOKENS(Category.CONFLICT),
    TOKEN_TOO_LONG(Category.INVALID),
    TOKEN_ALREADY_ENDED(Category.INVALID),
    TOKEN_UNKNOWN(Category.NOT_FOUND);

    private final Category category;

    MemberRefusal(Category category) {
        this.category = category;
    }

    Refused.Category category() {
        return category;
    }
}
