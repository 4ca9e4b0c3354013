package org.parvis.crm.relation.book;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.RelationStage;

/**
 * A relation as it stands.
 *
 * @param personName as they call themselves, or the mark of somebody who was erased
 * @param reason why it is at its stage, or why it ended
 * @param next when they are to be spoken to next, and what about
 * @param bar until when they are to be left alone, which may be over
 */
public record RelationView(
        String id,
        String brandId,
        String personId,
        String personName,
        String network,
        RelationStage stage,
        boolean ended,
        String reason,
        @Nullable String ownerId,
        @Nullable String backupId,
        @Nullable Next next,
        @Nullable Bar bar,
        Instant begunAt,
        Instant changedAt,
        long version) {

    /** A contact that is planned. */
    public record Next(Day day, String about) {

        /** Whether the day is over where it was planned. */
        public boolean isOverdueAt(Instant now) {
            return !now.isBefore(day.ends());
        }

        public boolean isDueAt(Instant now) {
            return !now.isBefore(day.begins());
        }
    }

    /** That they are to be left alone. */
    public record Bar(Day until, String reason) {

        public boolean isInForceAt(Instant now) {
            return now.isBefore(until.begins());
        }
    }

    /** The bar while it is in force. */
    public @Nullable Bar barAt(Instant now) {
        return bar != null && bar.isInForceAt(now) ? bar : null;
    }
}
