package org.parvis.crm.relation;

import java.time.LocalDate;
import java.time.ZoneId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.RelationStage;
import org.parvis.crm.text.LineBreaks;

/** What can be asked of a relation. */
public sealed interface RelationCommand {

    String relationId();

    String brandId();

    /** Begins it, or begins again what has ended. */
    record BeginRelation(
            @TargetAggregateIdentifier String relationId,
            String brandId,
            String personId,
            RelationStage stage,
            String reason,
            String ownerId,
            @Nullable String backupId)
            implements RelationCommand {

        public BeginRelation {
            reason = LineBreaks.plain(reason);
        }
    }

    record MoveRelation(
            @TargetAggregateIdentifier String relationId,
            String brandId,
            RelationStage stage,
            String reason,
            @Nullable Long expectedVersion)
            implements RelationCommand {

        public MoveRelation {
            reason = LineBreaks.plain(reason);
        }
    }

    record HandRelationOver(
            @TargetAggregateIdentifier String relationId,
            String brandId,
            String ownerId,
            @Nullable String backupId,
            @Nullable Long expectedVersion)
            implements RelationCommand {}

    /** A member has left: whoever stands in takes over, and where nobody does it is nobody's. */
    record PassRelationOn(@TargetAggregateIdentifier String relationId, String brandId, String leaverId)
            implements RelationCommand {}

    record PlanNextContact(
            @TargetAggregateIdentifier String relationId,
            String brandId,
            LocalDate date,
            ZoneId zone,
            String about,
            @Nullable Long expectedVersion)
            implements RelationCommand {

        public PlanNextContact {
            about = LineBreaks.plain(about);
        }
    }

    /** @param made whether it took place; otherwise it is dropped */
    record SettleNextContact(
            @TargetAggregateIdentifier String relationId,
            String brandId,
            boolean made,
            @Nullable Long expectedVersion) implements RelationCommand {}

    /** @param until the first day on which they may be spoken to again */
    record BarContact(
            @TargetAggregateIdentifier String relationId,
            String brandId,
            LocalDate until,
            ZoneId zone,
            String reason,
            @Nullable Long expectedVersion)
            implements RelationCommand {

        public BarContact {
            reason = LineBreaks.plain(reason);
        }
    }

    record LiftContactBar(
            @TargetAggregateIdentifier String relationId,
            String brandId,
            String reason,
            @Nullable Long expectedVersion) implements RelationCommand {

        public LiftContactBar {
            reason = LineBreaks.plain(reason);
        }
    }

    record EndRelation(
            @TargetAggregateIdentifier String relationId,
            String brandId,
            String reason,
            @Nullable Long expectedVersion) implements RelationCommand {

        public EndRelation {
            reason = LineBreaks.plain(reason);
        }
    }
}
