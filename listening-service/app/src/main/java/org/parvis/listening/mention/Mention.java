package org.parvis.listening.mention;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.MentionEditedAtOrigin;
import org.parvis.listening.api.MentionEvent;
import org.parvis.listening.api.MentionReadingConfirmed;
import org.parvis.listening.mention.MentionCommand.CollectMention;
import org.parvis.listening.mention.MentionCommand.ConfirmReading;
import org.parvis.listening.mention.MentionCommand.CorrectMention;
import org.parvis.listening.mention.MentionCommand.NoticeDeletion;
import org.parvis.listening.mention.MentionCommand.NoticeEdit;
import org.parvis.privacy.Erased;

/** A message that matched a topic: collected once, however often its source shows it. */
final class Mention {

    @AggregateIdentifier
    private @Nullable String mentionId;

    private String sourceId = "";
    private String personId = "";
    private String text = "";
    private String language = "";
    private double tone;
    private Intent intent = Intent.OTHER;
    private boolean deleted;
    /** A person has said what is right. */
    private boolean settled;

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
        var same = (command.language() == null || command.language().equals(language))
                && (command.tone() == null || command.tone() == tone)
                && (command.intent() == null || command.intent() == intent);
        if (same) {
            confirm(command.mentionId(), command.brandId());
        } else {
            apply(new MentionCorrected(
                    command.mentionId(), command.brandId(), command.language(), command.tone(), command.intent()));
        }
    }

    @CommandHandler
    void decide(ConfirmReading command) {
        confirm(command.mentionId(), command.brandId());
    }

    private void confirm(String id, String brandId) {
        if (!settled) {
            apply(new MentionReadingConfirmed(id, brandId));
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
            case MentionClassified e -> {
                language = e.language();
                tone = e.tone();
                intent = e.intent();
            }
            case MentionCorrected e -> {
                language = Objects.requireNonNullElse(e.language(), language);
                tone = Objects.requireNonNullElse(e.tone(), tone);
                intent = Objects.requireNonNullElse(e.intent(), intent);
                settled = true;
            }
            case MentionReadingConfirmed e -> settled = true;
            case MentionEditedAtOrigin e -> text = e.text();
            case MentionDeletedAtOrigin e -> deleted = true;
        }
    }
}
