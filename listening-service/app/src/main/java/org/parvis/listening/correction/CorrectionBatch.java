package org.parvis.listening.correction;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.CorrectionBatchBegun;
import org.parvis.listening.api.CorrectionBatchDone;
import org.parvis.listening.api.CorrectionBatchEvent;
import org.parvis.listening.api.CorrectionBatchUndoBegun;
import org.parvis.listening.api.CorrectionBatchUndone;
import org.parvis.listening.correction.CorrectionCommand.BeginBatch;
import org.parvis.listening.correction.CorrectionCommand.FinishBatch;
import org.parvis.listening.correction.CorrectionCommand.FinishUndo;
import org.parvis.listening.correction.CorrectionCommand.UndoBatch;
import org.parvis.listening.mention.Correction;

/** One thing said of the readings of many mentions, and taken back at most once. What becomes of each is an entry of the mention. */
final class CorrectionBatch {

    /** For so long after it was done. */
    static final Duration UNDOABLE = Duration.ofHours(24);

    @AggregateIdentifier
    private @Nullable String batchId;

    private String brandId = "";
    private @Nullable Correction correction;
    private List<String> mentionIds = List.of();
    private int corrected;
    private @Nullable Instant doneAt;
    private boolean takenBack;
    private boolean undone;

    CorrectionBatch() {}

    /** The same again changes nothing. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(BeginBatch c) {
        if (batchId == null) {
            begin(c);
        } else if (!brandId.equals(c.brandId())) {
            throw new CorrectionRefused(CorrectionRefused.Reason.BATCH_OF_ANOTHER_BRAND, c.batchId());
        } else if (!c.plan().correction().equals(correction) || !c.asked().containsAll(mentionIds)) {
            throw new CorrectionRefused(CorrectionRefused.Reason.BATCH_SAYS_OTHERWISE, c.batchId());
        }
    }

    private static void begin(BeginBatch c) {
        var plan = c.plan();
        if (plan.count() == 0) {
            throw new CorrectionRefused(CorrectionRefused.Reason.NOTHING_TO_CORRECT, c.batchId());
        }
        apply(new CorrectionBatchBegun(
                c.batchId(),
                c.brandId(),
                plan.correction().tone(),
                plan.correction().intent(),
                plan.mentionIds(),
                plan.settled(),
                plan.deleted(),
                plan.alreadySo(),
                plan.elsewhere()));
    }

    @CommandHandler
    void decide(FinishBatch c) {
        if (doneAt == null) {
            apply(new CorrectionBatchDone(
                    c.batchId(), c.brandId(), c.corrected(), mentionIds.size() - c.corrected(), c.at()));
        }
    }

    /** Whoever asks while it is still being said has it taken back right after. */
    @CommandHandler
    void decide(UndoBatch c) {
        if (takenBack) {
            return;
        }
        if (doneAt != null && c.at().isAfter(doneAt.plus(UNDOABLE))) {
            throw new CorrectionRefused(CorrectionRefused.Reason.TOO_LATE_TO_UNDO, c.batchId());
        }
        apply(new CorrectionBatchUndoBegun(c.batchId(), c.brandId(), mentionIds));
    }

    @CommandHandler
    void decide(FinishUndo c) {
        if (!undone) {
            apply(new CorrectionBatchUndone(c.batchId(), c.brandId(), c.restored(), corrected - c.restored(), c.at()));
        }
    }

    @EventSourcingHandler
    void evolve(CorrectionBatchEvent event) {
        batchId = event.batchId();
        switch (event) {
            case CorrectionBatchBegun e -> {
                brandId = e.brandId();
                correction = new Correction(e.tone(), e.intent());
                mentionIds = e.mentionIds();
            }
            case CorrectionBatchDone e -> {
                corrected = e.corrected();
                doneAt = e.doneAt();
            }
            case CorrectionBatchUndoBegun e -> takenBack = true;
            case CorrectionBatchUndone e -> undone = true;
        }
    }
}
