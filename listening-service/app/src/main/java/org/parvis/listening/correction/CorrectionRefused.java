package org.parvis.listening.correction;

import org.parvis.axon.Refused;

/** What a batch refuses. */
final class CorrectionRefused extends Refused {

    enum Reason {
        BATCH_OF_ANOTHER_BRAND(Category.NOT_FOUND),
        /** The id was used for something else. */
        BATCH_SAYS_OTHERWISE(Category.CONFLICT),
        NOTHING_TO_CORRECT(Category.CONFLICT),
        TOO_LATE_TO_UNDO(Category.CONFLICT);

        private final Category category;

        Reason(Category category) {
            this.category = category;
        }
    }

    CorrectionRefused(Reason reason, String batchId) {
        super(reason.category, reason, "batch:" + batchId);
    }
}
