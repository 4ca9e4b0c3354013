package org.parvis.crm.retention;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.crm.retention.RetentionRefusal.RETENTION_CHANGED_MEANWHILE;
import static org.parvis.crm.retention.RetentionRefusal.RETENTION_HOLD_IN_THE_PAST;
import static org.parvis.crm.retention.RetentionRefusal.RETENTION_MONTHS_IMPOSSIBLE;
import static org.parvis.crm.retention.RetentionRefusal.RETENTION_NOTHING_PROPOSED;
import static org.parvis.crm.retention.RetentionRefusal.RETENTION_NOT_ON_HOLD;
import static org.parvis.crm.retention.RetentionRefusal.RETENTION_OWN_PROPOSAL;
import static org.parvis.crm.retention.RetentionRefusal.RETENTION_PEOPLE_ONLY;
import static org.parvis.crm.retention.RetentionRefusal.RETENTION_PROPOSER_LOST_RIGHT;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.boot.RightsOnRecord;
import org.parvis.crm.api.HoldGround;
import org.parvis.crm.api.RetentionAdopted;
import org.parvis.crm.api.RetentionDeclined;
import org.parvis.crm.api.RetentionEvent;
import org.parvis.crm.api.RetentionHeld;
import org.parvis.crm.api.RetentionHoldLifted;
import org.parvis.crm.api.RetentionProposed;
import org.parvis.crm.retention.RetentionCommand.AdoptRetention;
import org.parvis.crm.retention.RetentionCommand.DeclineRetention;
import org.parvis.crm.retention.RetentionCommand.HoldRetention;
import org.parvis.crm.retention.RetentionCommand.LiftRetentionHold;
import org.parvis.crm.retention.RetentionCommand.ProposeRetention;
import org.parvis.identity.rights.Actor;

/**
 * How long one brand keeps words of people outside; its id is the brand's. Who proposes does not adopt, and a hold stops everything. Its
 * version counts what happened to it; commands answer with the version they led to.
 */
@SuppressWarnings("NullAway.Init")
final class Retention {

    @AggregateIdentifier
    private String brandId;

    private long version;
    private int proposals;
    private int policies;
    private @Nullable Months inForce;
    private @Nullable Months proposed;
    private String proposerId = "";
    private @Nullable HoldGround held;
    private Instant heldUntil = Instant.MIN;

    Retention() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(
            ProposeRetention command,
            @MetaDataValue(EntryMetadata.ACTOR) String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) String kind) {
        require(command.months().isPossible(), RETENTION_MONTHS_IMPOSSIBLE, command);
        requirePerson(command, kind);
        var stands = proposed == null ? inForce : proposed;
        if (command.months().equals(stands) && (proposed == null || memberId.equals(proposerId))) {
            return version;
        }
        requireSeen(command);
        apply(new RetentionProposed(
                command.brandId(),
                proposals + 1,
                command.months().neverAnswered(),
                command.months().inConversation(),
                memberId));
        return version;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(
            DeclineRetention command,
            @MetaDataValue(EntryMetadata.ACTOR) String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) String kind) {
        requirePerson(command, kind);
        requireSeen(command);
        require(proposed != null, RETENTION_NOTHING_PROPOSED, command);
        apply(new RetentionDeclined(brandId, proposals, memberId));
        return version;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(
            AdoptRetention command,
            @MetaDataValue(EntryMetadata.ACTOR) String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) String kind,
            RightsOnRecord rights) {
        requirePerson(command, kind);
        requireSeen(command);
        var months = proposed;
        if (months == null) {
            throw new RetentionRefused(RETENTION_NOTHING_PROPOSED, command.brandId(), Map.of());
        }
        require(!memberId.equals(proposerId), RETENTION_OWN_PROPOSAL, command);
        require(rights.may(proposerId, RetentionDesk.PROPOSES, brandId), RETENTION_PROPOSER_LOST_RIGHT, command);
        apply(new RetentionAdopted(
                brandId,
                policies + 1,
                proposals,
                months.neverAnswered(),
                months.inConversation(),
                proposerId,
                memberId));
        return version;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(
            HoldRetention command,
            @MetaDataValue(EntryMetadata.ACTOR) String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) String kind,
            Clock clock) {
        requirePerson(command, kind);
        if (command.ground() == held && command.until().equals(heldUntil)) {
            return version;
        }
        requireSeen(command);
        require(command.until().isAfter(clock.instant()), RETENTION_HOLD_IN_THE_PAST, command);
        apply(new RetentionHeld(command.brandId(), command.ground(), command.until(), memberId));
        return version;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(
            LiftRetentionHold command,
            @MetaDataValue(EntryMetadata.ACTOR) String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) String kind) {
        requirePerson(command, kind);
        requireSeen(command);
        require(held != null, RETENTION_NOT_ON_HOLD, command);
        apply(new RetentionHoldLifted(brandId, memberId));
        return version;
    }

    private static void requirePerson(RetentionCommand command, String kind) {
        require(Actor.Kind.HUMAN.name().equals(kind), RETENTION_PEOPLE_ONLY, command);
    }

    private void requireSeen(RetentionCommand command) {
        var expected = command.expectedVersion();
        require(expected == null || expected == version, RETENTION_CHANGED_MEANWHILE, command);
    }

    private static void require(boolean holds, RetentionRefusal otherwise, RetentionCommand command) {
        if (!holds) {
            throw new RetentionRefused(otherwise, command.brandId(), Map.of());
        }
    }

    @EventSourcingHandler
    void evolve(RetentionEvent event, @SequenceNumber long sequence) {
        brandId = event.brandId();
        version = sequence + 1;
        switch (event) {
            case RetentionProposed e -> {
                proposals = e.proposal();
                proposed = new Months(e.neverAnsweredMonths(), e.inConversationMonths());
                proposerId = e.proposerId();
            }
            case RetentionDeclined e -> proposed = null;
            case RetentionAdopted e -> {
                policies = e.policyVersion();
                inForce = new Months(e.neverAnsweredMonths(), e.inConversationMonths());
                proposed = null;
            }
            case RetentionHeld e -> {
                held = e.ground();
                heldUntil = e.until();
            }
            case RetentionHoldLifted e -> {
                held = null;
                heldUntil = Instant.MIN;
            }
        }
    }
}
