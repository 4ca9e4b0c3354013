package org.parvis.listening.api;

/**
 * What a batch said of a mention was taken back: it is read as it was before.
 *
 * @param unsure a person had better look, as before
 * @param corrected a person had corrected the reading before
 * @param settled a person had said what is right before
 */
public record MentionReadingRestored(
        String mentionId,
        String brandId,
        String batchId,
        String language,
        double tone,
        Intent intent,
        boolean unsure,
        boolean corrected,
        boolean settled)
        implements MentionEvent {}
