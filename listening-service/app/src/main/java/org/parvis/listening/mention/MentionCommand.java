package org.parvis.listening.mention;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionEvent;

/** What can happen to a mention. */
public sealed interface MentionCommand {

    /** A message came in that matches a topic; what was collected before stays as it is. */
    record CollectMention(
            @TargetAggregateIdentifier String mentionId, MentionCollected collected, MentionClassified classified)
            implements MentionCommand {
        String brandId() {
            return collected.brandId();
        }

        /** What it leads to when the message is new. */
        List<MentionEvent> events() {
            return List.of(collected, classified);
        }
    }

    /** A person knows better; what is null stays. */
    record CorrectMention(
            @TargetAggregateIdentifier String mentionId,
            String brandId,
            @Nullable String language,
            @Nullable Double tone,
            @Nullable Intent intent)
            implements MentionCommand {}

    /** A person finds the reading right. */
    record ConfirmReading(@TargetAggregateIdentifier String mentionId, String brandId) implements MentionCommand {}

    /** A person says it of many at once. */
    record CorrectInBatch(
            @TargetAggregateIdentifier String mentionId, String brandId, String batchId, Correction correction)
            implements MentionCommand {}

    /** What a batch said is taken back, unless somebody has said something since. */
    record RestoreReading(@TargetAggregateIdentifier String mentionId, String brandId, String batchId)
            implements MentionCommand {}

    /** The same of what another batch has said something since: that stands, and what is taken back never comes up again. */
    record KeepReading(@TargetAggregateIdentifier String mentionId, String brandId, String batchId)
            implements MentionCommand {}

    /** A source shows other words than before; those of a source that did not bring the message are not taken. */
    record NoticeEdit(
            @TargetAggregateIdentifier String mentionId,
            String brandId,
            String sourceId,
            @Nullable String title,
            String text,
            Instant at)
            implements MentionCommand {}

    /** The same of a message that is gone. */
    record NoticeDeletion(@TargetAggregateIdentifier String mentionId, String brandId, String sourceId, Instant at)
            implements MentionCommand {}
}
