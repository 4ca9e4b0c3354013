package org.parvis.listening.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody said of many mentions at once how they are to be read; when tone and intent are null, that they were read right.
 *
 * @param mentionIds those it is said of
 * @param settled of how many of them a person had said something before
 * @param deleted how many were asked for and left out because they are gone from their network
 * @param alreadySo the same because nothing would change
 * @param elsewhere the same because there is no such mention of this brand
 */
public record CorrectionBatchBegun(
        String batchId,
        String brandId,
        @Nullable Leaning tone,
        @Nullable Intent intent,
        List<String> mentionIds,
        int settled,
        int deleted,
        int alreadySo,
        int elsewhere)
        implements CorrectionBatchEvent {

    public CorrectionBatchBegun {
        mentionIds = List.copyOf(mentionIds);
    }
}
