package org.parvis.crm.relation;

import org.parvis.axon.Refused.Category;

/** Why something about a relation is refused. */
public enum RelationRefusal {
    STALE_VERSION(Category.CONFLICT),
    /** There is one with this person already, and it stands otherwise. */
    RELATION_EXISTS(Category.CONFLICT),
    RELATION_ENDED(Category.CONFLICT),
    RELATION_REASON_NEEDED(Category.INVALID),
    RELATION_REASON_TOO_LONG(Category.INVALID),
    /** A stage changes to another one. */
    RELATION_STAGE_UNCHANGED(Category.INVALID),
    RELATION_OWNER_IS_BACKUP(Category.INVALID),
    /** Whoever is to look after it does not work for this brand. */
    RELATION_KEEPER_MAY_NOT(Category.INVALID),
    NEXT_CONTACT_EMPTY(Category.INVALID),
    NEXT_CONTACT_TOO_LONG(Category.INVALID),
    NEXT_CONTACT_IN_PAST(Category.INVALID),
    NEXT_CONTACT_TOO_FAR(Category.INVALID),
    /** The day lies before the one until which they are to be left alone. */
    NEXT_CONTACT_BARRED(Category.CONFLICT),
    CONTACT_BAR_IN_PAST(Category.INVALID),
    CONTACT_BAR_TOO_FAR(Category.INVALID),
    /** For this brand there is no such relation. */
    UNKNOWN_RELATION(Category.NOT_FOUND);

    private final Category category;

    RelationRefusal(Category category) {
        this.category = category;
    }

    Category category() {
        return category;
    }
}
