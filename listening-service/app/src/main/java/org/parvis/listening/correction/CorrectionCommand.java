package org.parvis.listening.correction;

import java.time.Instant;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can happen to a batch. */
sealed interface CorrectionCommand {

    /**
     * A person says the same of many mentions.
     *
     * @param asked all the mentions they chose, also those that are left out
     */
    record BeginBatch(@TargetAggregateIdentifier String batchId, String brandId, Plan plan, Set<String> asked)
            implements CorrectionCommand {

        public BeginBatch {
            asked = Set.copyOf(asked);
        }
    }

    /** It was said of each. */
    record FinishBatch(@TargetAggregateIdentifier String batchId, String brandId, int corrected, Instant at)
            implements CorrectionCommand {}

    /** A person takes it back. */
    record UndoBatch(@TargetAggregateIdentifier String batchId, String brandId, Instant at)
            implements CorrectionCommand {}

    /** It was taken back of each of which nobody said anything since. */
    record FinishUndo(@TargetAggregateIdentifier String batchId, String brandId, int restored, Instant at)
            implements CorrectionCommand {}
}
