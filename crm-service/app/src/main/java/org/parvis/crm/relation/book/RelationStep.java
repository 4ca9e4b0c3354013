package org.parvis.crm.relation.book;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.RelationStage;

/**
 * One thing that happened to a relation.
 *
 * @param words why, or what about
 */
public record RelationStep(
        long version,
        Instant at,
        String actorId,
        Kind kind,
        @Nullable RelationStage stage,
        @Nullable String words,
        @Nullable Day day,
        @Nullable String ownerId,
        @Nullable String backupId) {

    /** What it was. */
    public enum Kind {
        BEGUN,
        MOVED,
        HANDED_OVER,
        CONTACT_PLANNED,
        CONTACT_MADE,
        CONTACT_DROPPED,
        BARRED,
        BAR_LIFTED,
        ENDED
    }
}
