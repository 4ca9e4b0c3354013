package org.parvis.axon;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.ActRefused;
import org.parvis.identity.rights.Actor;
import org.parvis.ledger.CommandAlreadyRecorded;
import org.parvis.ledger.LedgerStorageEngine;

/** Makes an entry of every attempt that a rule or a missing right refused. */
public final class Refusals {

    private static final int DETAIL_LIMIT = 500;

    private final LedgerStorageEngine engine;

    Refusals(LedgerStorageEngine engine) {
        this.engine = engine;
    }

    /** For a rule of an aggregate. What is merely mistyped or absent leaves no entry. */
    void record(Refused refused, CommandMessage<?> command) {
        if (refused.category() != Refused.Category.CONFLICT && refused.category() != Refused.Category.FORBIDDEN) {
            return;
        }
        var brand = refused.brandId() != null
                ? refused.brandId()
                : (String) command.getMetaData().get(EntryMetadata.BRAND);
        var commandId = (String) command.getMetaData().get(EntryMetadata.COMMAND_ID);
        // The same intention refused again is one entry, unless the caller gave it no name.
        var id = commandId == null
                ? IdentifierFactory.getInstance().generateIdentifier()
                : UUID.nameUUIDFromBytes((commandId + refused.getMessage()).getBytes(StandardCharsets.UTF_8))
                        .toString();
        append(
                new ActRefused(
                        id,
                        brand,
                        refused.subject(),
                        command.getPayloadType().getSimpleName(),
                        refused.code(),
                        cut(refused.details().toString())),
                command.getMetaData());
    }

    /** For a right that is missing. */
    public void record(Actor actor, @Nullable String brandId, String subject, String action, String code) {
        var id = IdentifierFactory.getInstance().generateIdentifier();
        append(new ActRefused(id, brandId, subject, action, code, ""), EntryMetadata.by(actor, brandId));
    }

    private void append(ActRefused refusal, Map<String, ?> metadata) {
        try {
            engine.appendEvents(
                    List.of(new GenericDomainEventMessage<>("Refusal", refusal.refusalId(), 0, refusal, metadata)));
        } catch (ConcurrencyException | CommandAlreadyRecorded e) {
            // The same refusal is on record already.
        }
    }

    private static String cut(String detail) {
        return detail.length() <= DETAIL_LIMIT ? detail : detail.substring(0, DETAIL_LIMIT);
    }
}
