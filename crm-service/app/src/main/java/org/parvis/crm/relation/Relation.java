package org.parvis.crm.relation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.crm.relation.RelationRefusal.*;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.ContactBarLifted;
import org.parvis.crm.api.ContactBarred;
import org.parvis.crm.api.NextContactPlanned;
import org.parvis.crm.api.NextContactSettled;
import org.parvis.crm.api.RelationBegun;
import org.parvis.crm.api.RelationEnded;
import org.parvis.crm.api.RelationEvent;
import org.parvis.crm.api.RelationHandedOver;
import org.parvis.crm.api.RelationMoved;
import org.parvis.crm.api.RelationStage;
import org.parvis.crm.relation.RelationCommand.BarContact;
import org.parvis.crm.relation.RelationCommand.BeginRelation;
import org.parvis.crm.relation.RelationCommand.EndRelation;
import org.parvis.crm.relation.RelationCommand.HandRelationOver;
import org.parvis.crm.relation.RelationCommand.LiftContactBar;
import org.parvis.crm.relation.RelationCommand.MoveRelation;
import org.parvis.crm.relation.RelationCommand.PassRelationOn;
import org.parvis.crm.relation.RelationCommand.PlanNextContact;
import org.parvis.crm.relation.RelationCommand.SettleNextContact;

/**
 * The tie with somebody outside who carries weight: one owner, one who stands in, and a reason for every step. When they are to be left alone
 * until a day, that outlives the end of the relation: the wish is theirs.
 */
@SuppressWarnings("NullAway.Init")
final class Relation {

    static final int LONGEST_REASON = 500;
    static final int LONGEST_ABOUT = 200;
    /** Further ahead nobody plans anything; a day typed wrong does. */
    static final int MOST_YEARS = 10;

    @AggregateIdentifier
    private String id;

    private String brandId;
    private String personId;
    private RelationStage stage;
    private String reason;
    private @Nullable String owner;
    private @Nullable String backup;
    private boolean ended;
    private @Nullable Planned next;
    private @Nullable Bar bar;
    private long version;

    private record Planned(LocalDate date, ZoneId zone, String about) {}

    private record Bar(LocalDate until, ZoneId zone, String reason) {}

    Relation() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(BeginRelation command, Keepers keepers) {
        var because = reason(command, command.reason());
        var isGoingOn = id != null && !ended;
        if (isGoingOn) {
            var identical = command.stage() == stage
                    && because.equals(reason)
                    && command.ownerId().equals(owner)
                    && Objects.equals(command.backupId(), backup);
            require(identical, RELATION_EXISTS, command);
            return version;
        }
        requireKeepers(command, command.ownerId(), command.backupId(), keepers);
        apply(new RelationBegun(
                command.relationId(),
                command.brandId(),
                command.personId(),
                command.stage(),
                because,
                command.ownerId(),
                command.backupId()));
        return version;
    }

    @CommandHandler
    long decide(MoveRelation command) {
        requireBrand(command);
        var because = reason(command, command.reason());
        if (command.stage() == stage && because.equals(reason)) {
            return version;
        }
        requireSeen(command, command.expectedVersion());
        require(!ended, RELATION_ENDED, command);
        require(command.stage() != stage, RELATION_STAGE_UNCHANGED, command);
        apply(new RelationMoved(id, brandId, personId, command.stage(), because));
        return version;
    }

    @CommandHandler
    long decide(HandRelationOver command, Keepers keepers) {
        requireBrand(command);
        if (command.ownerId().equals(owner) && Objects.equals(command.backupId(), backup)) {
            return version;
        }
        requireSeen(command, command.expectedVersion());
        require(!ended, RELATION_ENDED, command);
        requireKeepers(command, command.ownerId(), command.backupId(), keepers);
        apply(new RelationHandedOver(id, brandId, personId, command.ownerId(), command.backupId()));
        return version;
    }

    @CommandHandler
    long decide(PassRelationOn command) {
        requireBrand(command);
        if (command.leaverId().equals(owner)) {
            apply(new RelationHandedOver(id, brandId, personId, backup, null));
        } else if (command.leaverId().equals(backup)) {
            apply(new RelationHandedOver(id, brandId, personId, owner, null));
        }
        return version;
    }

    @CommandHandler
    long decide(PlanNextContact command, Clock clock) {
        requireBrand(command);
        var wanted = new Planned(command.date(), command.zone(), command.about().strip());
        if (wanted.equals(next)) {
            return version;
        }
        requireSeen(command, command.expectedVersion());
        require(!ended, RELATION_ENDED, command);
        require(!wanted.about().isEmpty(), NEXT_CONTACT_EMPTY, command);
        require(
                wanted.about().length() <= LONGEST_ABOUT,
                NEXT_CONTACT_TOO_LONG,
                command,
                Map.of("longest", LONGEST_ABOUT));
        var today = LocalDate.now(clock.withZone(wanted.zone()));
        require(!wanted.date().isBefore(today), NEXT_CONTACT_IN_PAST, command);
        require(isNear(wanted.date(), today), NEXT_CONTACT_TOO_FAR, command, Map.of("years", MOST_YEARS));
        require(bar == null || !isBefore(wanted, bar), NEXT_CONTACT_BARRED, command);
        apply(new NextContactPlanned(
                id, brandId, personId, wanted.date().toString(), wanted.zone().getId(), wanted.about()));
        return version;
    }

    private static boolean isNear(LocalDate day, LocalDate today) {
        return !day.isAfter(today.plusYears(MOST_YEARS));
    }

    private static boolean isBefore(Planned planned, Bar bar) {
        return planned.date().atStartOfDay(planned.zone()).isBefore(bar.until().atStartOfDay(bar.zone()));
    }

    @CommandHandler
    long decide(SettleNextContact command) {
        requireBrand(command);
        if (next != null) {
            requireSeen(command, command.expectedVersion());
            apply(new NextContactSettled(id, brandId, personId, command.made()));
        }
        return version;
    }

    /** What was planned for a day before that one is dropped with it. */
    @CommandHandler
    long decide(BarContact command, Clock clock) {
        requireBrand(command);
        var wanted = new Bar(command.until(), command.zone(), reason(command, command.reason()));
        if (wanted.equals(bar)) {
            return version;
        }
        requireSeen(command, command.expectedVersion());
        var today = LocalDate.now(clock.withZone(wanted.zone()));
        require(wanted.until().isAfter(today), CONTACT_BAR_IN_PAST, command);
        require(isNear(wanted.until(), today), CONTACT_BAR_TOO_FAR, command, Map.of("years", MOST_YEARS));
        apply(new ContactBarred(
                id, brandId, personId, wanted.until().toString(), wanted.zone().getId(), wanted.reason()));
        if (next != null && isBefore(next, wanted)) {
            apply(new NextContactSettled(id, brandId, personId, false));
        }
        return version;
    }

    @CommandHandler
    long decide(LiftContactBar command) {
        requireBrand(command);
        if (bar == null) {
            return version;
        }
        var because = reason(command, command.reason());
        requireSeen(command, command.expectedVersion());
        apply(new ContactBarLifted(id, brandId, personId, because));
        return version;
    }

    @CommandHandler
    long decide(EndRelation command) {
        requireBrand(command);
        if (ended) {
            return version;
        }
        var because = reason(command, command.reason());
        requireSeen(command, command.expectedVersion());
        apply(new RelationEnded(id, brandId, personId, because));
        return version;
    }

    @EventSourcingHandler
    void evolve(RelationEvent event, @SequenceNumber long sequence) {
        version = sequence;
        switch (event) {
            case RelationBegun begun -> {
                id = begun.relationId();
                brandId = begun.brandId();
                personId = begun.personId();
                stage = begun.stage();
                reason = begun.reason();
                owner = begun.ownerId();
                backup = begun.backupId();
                ended = false;
            }
            case RelationMoved moved -> {
                stage = moved.stage();
                reason = moved.reason();
            }
            case RelationHandedOver handed -> {
                owner = handed.ownerId();
                backup = handed.backupId();
            }
            case NextContactPlanned planned ->
                next = new Planned(LocalDate.parse(planned.date()), ZoneId.of(planned.zone()), planned.about());
            case NextContactSettled settled -> next = null;
            case ContactBarred barred ->
                bar = new Bar(LocalDate.parse(barred.until()), ZoneId.of(barred.zone()), barred.reason());
            case ContactBarLifted lifted -> bar = null;
            case RelationEnded end -> {
                ended = true;
                next = null;
            }
        }
    }

    private static String reason(RelationCommand command, String typed) {
        var because = typed.strip();
        require(!because.isEmpty(), RELATION_REASON_NEEDED, command);
        require(
                because.length() <= LONGEST_REASON,
                RELATION_REASON_TOO_LONG,
                command,
                Map.of("longest", LONGEST_REASON));
        return because;
    }

    private static void requireKeepers(
            RelationCommand command, String ownerId, @Nullable String backupId, Keepers keepers) {
        require(!ownerId.equals(backupId), RELATION_OWNER_IS_BACKUP, command);
        require(keepers.mayKeep(ownerId, command.brandId()), RELATION_KEEPER_MAY_NOT, command);
        require(backupId == null || keepers.mayKeep(backupId, command.brandId()), RELATION_KEEPER_MAY_NOT, command);
    }

    private void requireBrand(RelationCommand command) {
        require(brandId.equals(command.brandId()), UNKNOWN_RELATION, command);
    }

    private void requireSeen(RelationCommand command, @Nullable Long expected) {
        require(expected == null || expected == version, STALE_VERSION, command, Map.of("version", version));
    }

    private static void require(boolean holds, RelationRefusal otherwise, RelationCommand command) {
        require(holds, otherwise, command, Map.of());
    }

    private static void require(
            boolean holds, RelationRefusal otherwise, RelationCommand command, Map<String, Object> details) {
        if (!holds) {
            throw new RelationRefused(otherwise, command, details);
        }
    }
}
