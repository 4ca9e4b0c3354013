package org.parvis.listening.api;

/** All that happens to a batch: one correction of the readings of many mentions at once. */
public sealed interface CorrectionBatchEvent
        permits CorrectionBatchBegun, CorrectionBatchDone, CorrectionBatchUndoBegun, CorrectionBatchUndone {

    String batchId();

    String brandId();
}
