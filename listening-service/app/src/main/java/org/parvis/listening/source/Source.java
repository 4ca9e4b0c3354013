package org.parvis.listening.source;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused.Category;
import org.parvis.listening.api.SourceChanged;
import org.parvis.listening.api.SourceConnected;
import org.parvis.listening.api.SourceEvent;
import org.parvis.listening.api.SourceFailed;
import org.parvis.listening.api.SourceHookSecretMade;
import org.parvis.listening.api.SourceImportStarted;
import org.parvis.listening.api.SourcePaused;
import org.parvis.listening.api.SourceRecovered;
import org.parvis.listening.api.SourceResumed;
import org.parvis.listening.source.SourceCommand.ConnectSource;
import org.parvis.listening.source.SourceCommand.MakeHookSecret;
import org.parvis.listening.source.SourceCommand.NoticeFailure;
import org.parvis.listening.source.SourceCommand.NoticeRecovery;
import org.parvis.listening.source.SourceCommand.PauseSource;
import org.parvis.listening.source.SourceCommand.ResumeSource;
import org.parvis.listening.source.SourceCommand.StartImport;

/** One place listened to. Its silences are on record from the last time it answered to the next. */
final class Source {

    @AggregateIdentifier
    private @Nullable String sourceId;

    private @Nullable ConnectSource description;
    private boolean paused;
    private @Nullable Instant gapFrom;

    Source() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ConnectSource c) {
        var known = description;
        if (known == null) {
            apply(new SourceConnected(c.sourceId(), c.brandId(), c.connector(), c.name(), c.settings(), c.every()));
        } else if (!known.brandId().equals(c.brandId())) {
            throw new SourceRefused(Category.NOT_FOUND, SourceRefused.Reason.SOURCE_OF_ANOTHER_BRAND, c.sourceId());
        } else if (!known.connector().equals(c.connector())) {
            throw new SourceRefused(Category.CONFLICT, SourceRefused.Reason.CONNECTOR_STAYS, c.sourceId());
        } else if (!known.equals(c)) {
            apply(new SourceChanged(c.sourceId(), c.brandId(), c.connector(), c.name(), c.settings(), c.every()));
        }
    }

    @CommandHandler
    void decide(PauseSource command) {
        if (!paused) {
            apply(new SourcePaused(command.sourceId(), command.brandId()));
        }
    }

    @CommandHandler
    void decide(ResumeSource command) {
        if (paused) {
            apply(new SourceResumed(command.sourceId(), command.brandId()));
        }
    }

    @CommandHandler
    void decide(MakeHookSecret command) {
        apply(new SourceHookSecretMade(command.sourceId(), command.brandId(), command.earlierUntil()));
    }

    @CommandHandler
    void decide(StartImport c) {
        apply(new SourceImportStarted(c.sourceId(), c.brandId(), c.importId(), c.sha256(), c.bytes()));
    }

    @CommandHandler
    void decide(NoticeFailure command) {
        if (gapFrom == null) {
            apply(new SourceFailed(
                    command.sourceId(), command.brandId(), command.code(), command.detail(), command.lastSuccessAt()));
        }
    }

    @CommandHandler
    void decide(NoticeRecovery command) {
        if (gapFrom != null) {
            apply(new SourceRecovered(command.sourceId(), command.brandId(), gapFrom, command.at()));
        }
    }

    @EventSourcingHandler
    void evolve(SourceEvent event) {
        sourceId = event.sourceId();
        switch (event) {
            case SourceConnected e ->
                description =
                        new ConnectSource(e.sourceId(), e.brandId(), e.connector(), e.name(), e.settings(), e.every());
            case SourceChanged e ->
                description =
                        new ConnectSource(e.sourceId(), e.brandId(), e.connector(), e.name(), e.settings(), e.every());
            case SourcePaused e -> paused = true;
            case SourceResumed e -> paused = false;
            case SourceFailed e -> gapFrom = e.lastSuccessAt();
            case SourceRecovered e -> gapFrom = null;
            case SourceHookSecretMade e -> {
                // Nothing else depends on it.
            }
            case SourceImportStarted e -> {
                // What it brings are mentions.
            }
        }
    }
}
