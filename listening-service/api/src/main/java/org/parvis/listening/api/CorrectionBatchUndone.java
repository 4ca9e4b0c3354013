package org.parvis.listening.api;

import java.time.Instant;

/** Each is read as before, but for {@code kept}: of those somebody has said something since. */
public record CorrectionBatchUndone(String batchId, String brandId, int restored, int kept, Instant undoneAt)
        implements CorrectionBatchEvent {}
