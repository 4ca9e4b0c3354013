package org.parvis.crm.retention;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.HoldGround;

/** What can be asked of a brand's retention; {@code expectedVersion} null from who does not care what was there. */
sealed interface RetentionCommand {

    String brandId();

    @Nullable
    Long expectedVersion();

    record ProposeRetention(
            @TargetAggregateIdentifier String brandId,
            Months months,
            @Nullable Long expectedVersion) implements RetentionCommand {}

    record DeclineRetention(
            @TargetAggregateIdentifier String brandId,
            @Nullable Long expectedVersion) implements RetentionCommand {}

    record AdoptRetention(
            @TargetAggregateIdentifier String brandId,
            @Nullable Long expectedVersion) implements RetentionCommand {}

    record HoldRetention(
            @TargetAggregateIdentifier String brandId,
            HoldGround ground,
            Instant until,
            @Nullable Long expectedVersion) implements RetentionCommand {}

    record LiftRetentionHold(
            @TargetAggregateIdentifier String brandId,
            @Nullable Long expectedVersion) implements RetentionCommand {}
}
