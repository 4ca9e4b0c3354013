package org.parvis.crm.erasure;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.crm.erasure.ErasureRefusal.*;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.crm.api.ErasureApproved;
import org.parvis.crm.api.ErasureDeclined;
import org.parvis.crm.api.ErasureDeferred;
import org.parvis.crm.api.ErasureEvent;
import org.parvis.crm.api.ErasureFinished;
import org.parvis.crm.api.ErasureGround;
import org.parvis.crm.api.ErasureRequested;
import org.parvis.crm.api.ErasureResumed;
import org.parvis.crm.api.PersonErased;
import org.parvis.crm.api.PersonForgotten;
import org.parvis.crm.api.RecordForgotten;
import org.parvis.crm.api.RetentionExpired;
import org.parvis.crm.api.RetentionSpared;
import org.parvis.crm.erasure.ErasureCommand.ApproveErasure;
import org.parvis.crm.erasure.ErasureCommand.DeclineErasure;
import org.parvis.crm.erasure.ErasureCommand.DeferErasure;
import org.parvis.crm.erasure.ErasureCommand.ExpirePersons;
import org.parvis.crm.erasure.ErasureCommand.RecordErased;
import org.parvis.crm.erasure.ErasureCommand.RecordSpared;
import org.parvis.crm.erasure.ErasureCommand.RequestErasure;
import org.parvis.crm.erasure.ErasureCommand.ResumeErasure;
import org.parvis.crm.retention.Expiring;
import org.parvis.identity.rights.Actor;

/**
 * One wish that a person be forgotten. Who asks does not decide; a hold keeps everything where it is; what is erased never comes back, so
 * there is no way out of it.
 */
@SuppressWarnings("NullAway.Init")
final class Erasure {

    static final int MOST_PERSONS = 50;

    /** Everybody who keeps words of people outside. */
    static final Set<String> SERVICES = Set.of("listening", "publishing", "moderation", "crm", "reporting");

    private enum State {
        REQUESTED,
        DEFERRED,
        APPROVED,
        DECLINED
    }

    @AggregateIdentifier
    private String id;

    private String brandId;
    private String requesterId;
    private List<String> personIds = List.of();
    private ErasureGround ground;
    private @Nullable State state;
    private Instant heldUntil = Instant.MIN;
    private boolean expiry;
    private final Set<String> erased = new HashSet<>();
    private final Set<String> spared = new HashSet<>();
    private final Map<String, Set<String>> forgotten = new HashMap<>();
    private int rows;
    private boolean finished;

    Erasure() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(
            RequestErasure command,
            @MetaDataValue(EntryMetadata.ACTOR) String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) String kind,
            Clock clock) {
        if (state != null) {
            var identical = brandId.equals(command.brandId())
                    && personIds.equals(command.personIds())
                    && ground == command.ground();
            require(identical, ALREADY_EXISTS_DIFFERENT, command);
            return;
        }
        require(Actor.Kind.HUMAN.name().equals(kind), PEOPLE_ONLY, command);
        require(!command.personIds().isEmpty(), NOBODY_NAMED, command);
        if (command.personIds().size() > MOST_PERSONS) {
            throw new ErasureRefused(TOO_MANY_PERSONS, command, Map.of("most", MOST_PERSONS));
        }
        require(command.dueAt().isAfter(clock.instant()), DUE_IN_THE_PAST, command);
        apply(new ErasureRequested(
                command.erasureId(),
                command.brandId(),
                command.personIds(),
                command.ground(),
                memberId,
                command.dueAt()));
    }

    /** Nobody in particular asks for it, so no person may; the two who settled the policy are named. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ExpirePersons command, @MetaDataValue(EntryMetadata.ACTOR_KIND) String kind) {
        if (state != null) {
            // The instants are those of the first time.
            var identical = expiry && brandId.equals(command.brandId()) && personIds.equals(command.personIds());
            require(identical, ALREADY_EXISTS_DIFFERENT, command);
            return;
        }
        require(Actor.Kind.AUTOMATION.name().equals(kind), AUTOMATION_ONLY, command);
        require(!command.proposerId().equals(command.adopterId()), OWN_REQUEST, command);
        require(!command.personIds().isEmpty(), NOBODY_NAMED, command);
        if (command.personIds().size() > Expiring.AT_ONCE) {
            throw new ErasureRefused(TOO_MANY_PERSONS, command, Map.of("most", Expiring.AT_ONCE));
        }
        apply(new RetentionExpired(
                command.erasureId(),
                command.brandId(),
                command.personIds(),
                command.policyVersion(),
                command.neverAnsweredBefore(),
                command.inConversationBefore(),
                command.proposerId(),
                command.adopterId()));
    }

    @CommandHandler
    void decide(
            ApproveErasure command,
            @MetaDataValue(EntryMetadata.ACTOR) String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) String kind,
            Clock clock) {
        requireBrand(command);
        if (state == State.APPROVED) {
            return;
        }
        requireDecider(command, memberId, kind);
        require(state != State.DEFERRED || !clock.instant().isBefore(heldUntil), ON_HOLD, command);
        apply(new ErasureApproved(id, brandId, requesterId, memberId));
    }

    @CommandHandler
    void decide(
            DeclineErasure command,
            @MetaDataValue(EntryMetadata.ACTOR) String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) String kind) {
        requireBrand(command);
        requireDecider(command, memberId, kind);
        apply(new ErasureDeclined(id, brandId, memberId, command.ground()));
    }

    @CommandHandler
    void decide(
            DeferErasure command,
            @MetaDataValue(EntryMetadata.ACTOR) String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) String kind,
            Clock clock) {
        requireBrand(command);
        requireDecider(command, memberId, kind);
        require(command.until().isAfter(clock.instant()), HOLD_IN_THE_PAST, command);
        apply(new ErasureDeferred(id, brandId, memberId, command.ground(), command.until()));
    }

    @CommandHandler
    void decide(
            ResumeErasure command,
            @MetaDataValue(EntryMetadata.ACTOR) String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) String kind) {
        requireBrand(command);
        requireDecider(command, memberId, kind);
        require(state == State.DEFERRED, NOT_ON_HOLD, command);
        apply(new ErasureResumed(id, brandId, memberId));
    }

    @CommandHandler
    void decide(RecordErased command) {
        requireBrand(command);
        if (isPending(command.personId())) {
            apply(new PersonErased(id, brandId, command.personId()));
        }
    }

    @CommandHandler
    void decide(RecordSpared command) {
        requireBrand(command);
        if (expiry && isPending(command.personId())) {
            apply(new RetentionSpared(id, brandId, command.personId(), command.because()));
            finishWhenAllAreSettled();
        }
    }

    private boolean isPending(String personId) {
        return state == State.APPROVED
                && personIds.contains(personId)
                && !erased.contains(personId)
                && !spared.contains(personId);
    }

    @CommandHandler
    void decide(RecordForgotten command) {
        var known = forgotten.getOrDefault(command.personId(), Set.of());
        if (!erased.contains(command.personId())
                || !SERVICES.contains(command.service())
                || known.contains(command.service())) {
            return;
        }
        apply(new PersonForgotten(id, brandId, command.personId(), command.service(), command.rows()));
        finishWhenAllAreSettled();
    }

    private void finishWhenAllAreSettled() {
        if (!finished
                && personIds.stream()
                        .allMatch(person -> spared.contains(person)
                                || forgotten.getOrDefault(person, Set.of()).containsAll(SERVICES))) {
            apply(new ErasureFinished(id, brandId, personIds.size() - spared.size(), rows));
        }
    }

    private void requireDecider(ErasureCommand command, String memberId, String kind) {
        require(Actor.Kind.HUMAN.name().equals(kind), PEOPLE_ONLY, command);
        require(state == State.REQUESTED || state == State.DEFERRED, ALREADY_DECIDED, command);
        require(!memberId.equals(requesterId), OWN_REQUEST, command);
    }

    private void requireBrand(ErasureCommand command) {
        require(command.brandId().equals(brandId), UNKNOWN_ERASURE, command);
    }

    private static void require(boolean holds, ErasureRefusal otherwise, ErasureCommand command) {
        if (!holds) {
            throw new ErasureRefused(otherwise, command, Map.of());
        }
    }

    @EventSourcingHandler
    void evolve(ErasureEvent event) {
        switch (event) {
            case ErasureRequested e -> {
                id = e.erasureId();
                brandId = e.brandId();
                requesterId = e.requesterId();
                personIds = e.personIds();
                ground = e.ground();
                state = State.REQUESTED;
            }
            case RetentionExpired e -> {
                id = e.erasureId();
                brandId = e.brandId();
                requesterId = e.proposerId();
                personIds = e.personIds();
                ground = ErasureGround.NO_LONGER_NEEDED;
                expiry = true;
                state = State.APPROVED;
            }
            case RetentionSpared e -> spared.add(e.personId());
            case ErasureApproved e -> state = State.APPROVED;
            case ErasureDeclined e -> state = State.DECLINED;
            case ErasureDeferred e -> {
                state = State.DEFERRED;
                heldUntil = e.until();
            }
            case ErasureResumed e -> state = State.REQUESTED;
            case PersonErased e -> erased.add(e.personId());
            case PersonForgotten e -> {
                forgotten
                        .computeIfAbsent(e.personId(), person -> new HashSet<>())
                        .add(e.service());
                rows += e.rows().values().stream().mapToInt(Integer::intValue).sum();
            }
            case ErasureFinished e -> finished = true;
        }
    }
}
