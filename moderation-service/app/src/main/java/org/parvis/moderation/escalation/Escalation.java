package org.parvis.moderation.escalation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.moderation.escalation.EscalationRefusal.ALREADY_ACKNOWLEDGED;
import static org.parvis.moderation.escalation.EscalationRefusal.ALREADY_CLOSED;
import static org.parvis.moderation.escalation.EscalationRefusal.ALREADY_EXISTS_DIFFERENT;
import static org.parvis.moderation.escalation.EscalationRefusal.AUTOMATION_CANNOT_ACKNOWLEDGE;
import static org.parvis.moderation.escalation.EscalationRefusal.NOBODY_TO_CALL;
import static org.parvis.moderation.escalation.EscalationRefusal.NOT_CALLED;
import static org.parvis.moderation.escalation.EscalationRefusal.NO_OUTCOME;
import static org.parvis.moderation.escalation.EscalationRefusal.NO_SUCH_ESCALATION;
import static org.parvis.moderation.escalation.EscalationRefusal.TOO_EARLY;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.EscalationAcknowledged;
import org.parvis.moderation.api.EscalationClimbed;
import org.parvis.moderation.api.EscalationClosed;
import org.parvis.moderation.api.EscalationEvent;
import org.parvis.moderation.api.EscalationRaised;
import org.parvis.moderation.rota.WhoCouldAnswer;

/**
 * A matter climbing the list it was raised with until somebody acknowledges. Jobs that wake it decide nothing: a call that comes late,
 * twice or after the answer changes nothing.
 */
class Escalation {

    @AggregateIdentifier
    private @Nullable String escalationId;

    private @Nullable EscalationRaised raised;
    private @Nullable Ladder ladder;
    private int step;
    private int level;
    private Instant acknowledgeBefore = Instant.EPOCH;
    private @Nullable String holder;
    private boolean closed;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RaiseEscalation command, Clock clock, WhoCouldAnswer answering) {
        if (raised != null) {
            if (!isSameMatter(raised, command)) {
                throw new EscalationRefused(ALREADY_EXISTS_DIFFERENT, command.escalationId(), Map.of());
            }
            return;
        }
        if (command.levels().isEmpty() || command.levels().stream().anyMatch(List::isEmpty)) {
            throw new EscalationRefused(NOBODY_TO_CALL, command.escalationId(), Map.of());
        }
        apply(new EscalationRaised(
                command.escalationId(),
                command.brandId(),
                command.subject(),
                command.rotaId(),
                command.reason(),
                command.levels(),
                command.perLevel(),
                command.rounds(),
                command.personId()));
        call(1, clock, answering);
    }

    private static boolean isSameMatter(EscalationRaised raised, RaiseEscalation command) {
        return raised.brandId().equals(command.brandId())
                && raised.subject().equals(command.subject())
                && raised.reason().equals(command.reason());
    }

    @CommandHandler
    void decide(Climb command, Clock clock, WhoCouldAnswer answering) {
        if (raised == null || ladder == null || holder != null || closed) {
            return;
        }
        if (command.step() != step + 1 || ladder.isLast(step)) {
            return;
        }
        if (clock.instant().isBefore(acknowledgeBefore)) {
            throw new EscalationRefused(
                    TOO_EARLY, command.escalationId(), Map.of("before", acknowledgeBefore.toString()));
        }
        call(command.step(), clock, answering);
    }

    /** Whoever left or lost the right since the list was made is not called; a level of which nobody is left takes no time. */
    private void call(int from, Clock clock, WhoCouldAnswer answering) {
        var matter = Objects.requireNonNull(raised);
        var list = Objects.requireNonNull(ladder);
        var number = from;
        var members = reachable(list.step(number), matter, answering);
        while (members.isEmpty() && !list.isLast(number)) {
            number++;
            members = reachable(list.step(number), matter, answering);
        }
        if (members.isEmpty()) {
            // The last step calls everybody: nobody is left at all. The leads have the time that the list would have
            // had.
            number = from;
            members = answering.leads(matter.brandId());
        }
        var next = list.step(number);
        apply(new EscalationClimbed(
                matter.escalationId(),
                matter.brandId(),
                next.round(),
                next.level(),
                members,
                clock.instant().plus(matter.perLevel()),
                number));
    }

    private static List<String> reachable(Ladder.Step step, EscalationRaised matter, WhoCouldAnswer answering) {
        return answering.reachable(List.of(step.members()), matter.brandId()).stream()
                .flatMap(List::stream)
                .toList();
    }

    @CommandHandler
    void decide(
            AcknowledgeEscalation command,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind,
            @MetaDataValue(EntryMetadata.ROLE) @Nullable String role) {
        var matter = requireMatter(command.escalationId(), command.brandId());
        take(matter, requireCalled(matter, memberId, kind, role));
    }

    @CommandHandler
    void decide(
            CloseEscalation command,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind,
            @MetaDataValue(EntryMetadata.ROLE) @Nullable String role) {
        var matter = requireMatter(command.escalationId(), command.brandId());
        if (command.outcome().isBlank()) {
            throw refused(NO_OUTCOME, Map.of());
        }
        var member = requireCalled(matter, memberId, kind, role);
        if (holder == null) {
            take(matter, member);
        }
        apply(new EscalationClosed(
                matter.escalationId(), matter.brandId(), command.outcome().strip(), matter.personId(), null));
    }

    /** Whoever took the incident has its matter too. Somebody who had the matter before keeps it. */
    @CommandHandler
    void decide(GiveEscalation command) {
        if (isOver(command.escalationId(), command.brandId()) || holder != null) {
            return;
        }
        take(Objects.requireNonNull(raised), command.memberId());
    }

    /** A matter nobody had stays one that nobody acknowledged when its incident ends by itself. */
    @CommandHandler
    void decide(EndEscalation command) {
        if (isOver(command.escalationId(), command.brandId())) {
            return;
        }
        var matter = Objects.requireNonNull(raised);
        var member = command.memberId();
        if (holder == null && member != null) {
            take(matter, member);
        }
        apply(new EscalationClosed(
                matter.escalationId(), matter.brandId(), command.outcome(), matter.personId(), member));
    }

    private boolean isOver(String id, String brandId) {
        if (raised == null || !raised.brandId().equals(brandId)) {
            throw new EscalationRefused(NO_SUCH_ESCALATION, id, Map.of());
        }
        return closed;
    }

    private void take(EscalationRaised matter, String member) {
        if (holder != null && !holder.equals(member)) {
            throw refused(ALREADY_ACKNOWLEDGED, Map.of("holder", holder));
        }
        if (holder == null) {
            apply(new EscalationAcknowledged(matter.escalationId(), matter.brandId(), member, level));
        }
    }

    /** Leads answer for every matter of the brand; anybody else for those whose list names them. */
    private String requireCalled(
            EscalationRaised matter, @Nullable String memberId, @Nullable String kind, @Nullable String role) {
        var member = requireHuman(memberId, kind);
        if (!mayAnswer(matter.levels(), member, role)) {
            throw refused(NOT_CALLED, Map.of());
        }
        return member;
    }

    static boolean mayAnswer(List<List<String>> levels, String member, @Nullable String role) {
        return Role.LEAD.name().equals(role) || levels.stream().anyMatch(level -> level.contains(member));
    }

    private EscalationRaised requireMatter(String id, String brandId) {
        if (raised == null || !raised.brandId().equals(brandId)) {
            throw new EscalationRefused(NO_SUCH_ESCALATION, id, Map.of());
        }
        if (closed) {
            throw refused(ALREADY_CLOSED, Map.of());
        }
        return raised;
    }

    private String requireHuman(@Nullable String memberId, @Nullable String kind) {
        if (memberId == null || !Actor.Kind.HUMAN.name().equals(kind)) {
            throw refused(AUTOMATION_CANNOT_ACKNOWLEDGE, Map.of());
        }
        return memberId;
    }

    @EventSourcingHandler
    void evolve(EscalationEvent event) {
        escalationId = event.escalationId();
        switch (event) {
            case EscalationRaised e -> {
                raised = e;
                ladder = new Ladder(e.levels(), e.rounds());
            }
            case EscalationClimbed e -> {
                step = e.step();
                level = e.level();
                acknowledgeBefore = e.acknowledgeBefore();
            }
            case EscalationAcknowledged e -> holder = e.memberId();
            case EscalationClosed e -> closed = true;
        }
    }

    private EscalationRefused refused(EscalationRefusal reason, Map<String, Object> details) {
        return new EscalationRefused(reason, Objects.requireNonNull(escalationId), details);
    }
}
