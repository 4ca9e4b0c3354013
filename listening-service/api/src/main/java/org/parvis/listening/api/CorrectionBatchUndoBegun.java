package org.parvis.listening.api;

import java.util.List;

/** Somebody takes back what was said of these mentions. */
public record CorrectionBatchUndoBegun(String batchId, String brandId, List<String> mentionIds)
        implements CorrectionBatchEvent {

    public CorrectionBatchUndoBegun {
        mentionIds = List.copyOf(mentionIds);
    }
}
