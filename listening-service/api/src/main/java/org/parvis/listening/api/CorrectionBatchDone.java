package org.parvis.listening.api;

import java.time.Instant;

/** It was said of each; of {@code leftOut} there was nothing to say any more. */
public record CorrectionBatchDone(String batchId, String brandId, int corrected, int leftOut, Instant doneAt)
        implements CorrectionBatchEvent {}
