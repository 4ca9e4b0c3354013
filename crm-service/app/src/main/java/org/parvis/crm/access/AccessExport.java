package org.parvis.crm.access;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.crm.access.AccessExportCommand.RecordDownload;
import org.parvis.crm.access.AccessExportCommand.RecordMade;
import org.parvis.crm.access.AccessExportCommand.RequestExport;
import org.parvis.crm.api.AccessExportDownloaded;
import org.parvis.crm.api.AccessExportEvent;
import org.parvis.crm.api.AccessExportMade;
import org.parvis.crm.api.AccessExportRequested;

/** One copy: who asked, when it was made, and each time somebody takes it. */
@SuppressWarnings("NullAway.Init")
final class AccessExport {

    @AggregateIdentifier
    private String id;

    private @Nullable String brandId;
    private String personId;
    private boolean made;

    AccessExport() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RequestExport command, @MetaDataValue(EntryMetadata.ACTOR) String memberId) {
        if (brandId == null) {
            apply(new AccessExportRequested(command.exportId(), command.brandId(), command.personId(), memberId));
        }
    }

    @CommandHandler
    void decide(RecordMade command) {
        if (!made && command.brandId().equals(brandId)) {
            apply(new AccessExportMade(
                    id, command.brandId(), personId, command.entries(), command.contentHash(), command.expiresAt()));
        }
    }

    @CommandHandler
    void decide(RecordDownload command, @MetaDataValue(EntryMetadata.ACTOR) String memberId) {
        if (made && command.brandId().equals(brandId)) {
            apply(new AccessExportDownloaded(id, command.brandId(), personId, memberId));
        }
    }

    @EventSourcingHandler
    void evolve(AccessExportEvent event) {
        switch (event) {
            case AccessExportRequested e -> {
                id = e.exportId();
                brandId = e.brandId();
                personId = e.personId();
            }
            case AccessExportMade e -> made = true;
            case AccessExportDownloaded e -> {
                // Each one is on record; none changes anything.
            }
        }
    }
}
