package org.parvis.crm.relation.book;

import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.RelationStage;

/**
 * Which relations a list shows.
 *
 * @param stage null for all
 * @param ended whether those that have ended, instead of those that go on
 * @param overdue whether only those whose planned day is over
 */
record RelationFilter(
        @Nullable String brandId,
        @Nullable RelationStage stage,
        Whose whose,
        @Nullable String ownerId,
        boolean ended,
        boolean overdue) {

    /** Who looks after them. */
    enum Whose {
        ANYBODYS,
        NOBODYS,
        A_MEMBERS
    }

    static final RelationFilter ALL = new RelationFilter(null, null, Whose.ANYBODYS, null, false, false);

    boolean isNarrowed() {
        return !equals(ALL);
    }
}
