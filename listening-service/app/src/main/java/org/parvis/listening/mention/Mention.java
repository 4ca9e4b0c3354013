package org.parvis.listening.mention;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.MentionEditedAtOrigin;
import org.parvis.listening.api.MentionEvent;
import org.parvis.listening.api.MentionReadingConfirmed;
import org.parvis.listening.api.MentionReadingKept;
import org.parvis.listening.api.MentionReadingRestored;
import org.parvis.listening.mention.MentionCommand.CollectMention;
import org.parvis.listening.mention.MentionCommand.ConfirmReading;
import org.parvis.listening.mention.MentionCommand.CorrectInBatch;
import org.parvis.listening.mention.MentionCommand.CorrectMention;
import org.parvis.listening.mention.MentionCommand.KeepReading;
import org.parvis.listening.mention.MentionCommand.NoticeDeletion;
import org.parvis.listening.mention.MentionCommand.NoticeEdit;
import org.parvis.listening.mention.MentionCommand.RestoreReading;
import org.parvis.privacy.Erased;

/** A message that matched a topic: collected once, however often its source shows it. */
final class Mention {

    /** What lies under so many batches is gone, as if it had been taken back. */
    static final int MOST_BATCHES = 100;

    @AggregateIdentifier
    private @Nullable String mentionId;

    private String sourceId = "";
    private String personId = "";
    private String text = "";
    private boolean deleted;
    private Reading reading = Reading.NONE;

    /** What batches said last, the newest at the end: what somebody says of this message alone is not theirs to take back. */
    private final List<Said> inBatches = new ArrayList<>();

    private record Said(String batchId, Reading before) {}

    Mention() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean decide(CollectMention command) {
        if (mentionId != null) {
            return false;
        }
        command.events().forEach(AggregateLifecycle::apply);
        return true;
    }

    @CommandHandler
    void decide(CorrectMention command) {
        var same = (command.language() == null || command.language().equals(reading.language()))
                && (command.tone() == null || command.tone() == reading.tone())
                && (command.intent() == null || command.intent() == reading.intent());
        if (same) {
            confirm(command.mentionId(), command.brandId());
        } else {
            apply(new MentionCorrected(
                    command.mentionId(),
                    command.brandId(),
                    command.language(),
                    command.tone(),
                    command.intent(),
                    null));
        }
    }

    @CommandHandler
    void decide(ConfirmReading command) {
        confirm(command.mentionId(), command.brandId());
    }

    private void confirm(String id, String brandId) {
        // Whoever looked at this message itself has said more than a batch did.
        if (!reading.settled() || !inBatches.isEmpty()) {
            apply(new MentionReadingConfirmed(id, brandId, null));
        }
    }

    /** Answers whether there was anything to say. */
    @CommandHandler
    boolean decide(CorrectInBatch command) {
        var correction = command.correction();
        var isNews = !deleted && !correction.isSaidOf(reading);
        if (isNews && correction.agreesWith(reading)) {
            apply(new MentionReadingConfirmed(command.mentionId(), command.brandId(), command.batchId()));
        } else if (isNews) {
            apply(new MentionCorrected(
                    command.mentionId(),
                    command.brandId(),
                    null,
                    correction.toneFor(reading),
                    correction.intentFor(reading),
                    command.batchId()));
        }
        return isNews;
    }

    /** Answers whether the batch had the last word. */
    @CommandHandler
    boolean decide(RestoreReading command) {
        if (inBatches.isEmpty() || place(command.batchId()) < inBatches.size() - 1) {
            return false;
        }
        var before = inBatches.getLast().before();
        apply(new MentionReadingRestored(
                command.mentionId(),
                command.brandId(),
                command.batchId(),
                before.language(),
                before.tone(),
                before.intent(),
                before.unsure(),
                before.corrected(),
                before.settled()));
        return true;
    }

    @CommandHandler
    void decide(KeepReading command) {
        var at = place(command.batchId());
        if (at >= 0 && at < inBatches.size() - 1) {
            apply(new MentionReadingKept(command.mentionId(), command.brandId(), command.batchId()));
        }
    }

    @CommandHandler
    boolean decide(NoticeEdit command) {
        // Of somebody who was erased nothing is taken again, though their network shows it still.
        var isNews =
                command.sourceId().equals(sourceId) && !deleted && !Erased.is(text) && !text.equals(command.text());
        if (isNews) {
            apply(new MentionEditedAtOrigin(
                    command.mentionId(), command.brandId(), personId, command.title(), command.text(), command.at()));
        }
        return isNews;
    }

    @CommandHandler
    boolean decide(NoticeDeletion command) {
        var isNews = command.sourceId().equals(sourceId) && !deleted;
        if (isNews) {
            apply(new MentionDeletedAtOrigin(command.mentionId(), command.brandId(), command.at()));
        }
        return isNews;
    }

    @EventSourcingHandler
    void evolve(MentionEvent event) {
        mentionId = event.mentionId();
        switch (event) {
            case MentionCollected e -> {
                sourceId = e.sourceId();
                personId = e.personId();
                text = e.text();
            }
            case MentionClassified e ->
                reading = new Reading(e.language(), e.tone(), e.intent(), e.unsure(), false, false);
            case MentionCorrected e -> said(e.batchId(), reading.corrected(e.language(), e.tone(), e.intent()));
            case MentionReadingConfirmed e -> said(e.batchId(), reading.confirmed());
            case MentionReadingRestored e -> {
                reading = new Reading(e.language(), e.tone(), e.intent(), e.unsure(), e.corrected(), e.settled());
                takeOut(place(e.batchId()));
            }
            case MentionReadingKept e -> takeOut(place(e.batchId()));
            case MentionEditedAtOrigin e -> text = e.text();
            case MentionDeletedAtOrigin e -> deleted = true;
        }
    }

    private void said(@Nullable String batchId, Reading now) {
        if (batchId == null) {
            inBatches.clear();
        } else {
            inBatches.add(new Said(batchId, reading));
            if (inBatches.size() > MOST_BATCHES) {
                takeOut(0);
            }
        }
        reading = now;
    }

    /** Where what the batch said lies; -1 when it does not any more. */
    private int place(String batchId) {
        return inBatches.stream().map(Said::batchId).toList().indexOf(batchId);
    }

    /** What was said next lies on what was read before then. */
    private void takeOut(int at) {
        if (at < 0) {
            return;
        }
        var before = inBatches.remove(at).before();
        if (at < inBatches.size()) {
            inBatches.set(at, new Said(inBatches.get(at).batchId(), before));
        }
    }
}
