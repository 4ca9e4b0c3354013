package org.parvis.publishing.stop;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.StopScope;

/** Lets nothing in scope leave from now on. */
public record DeclareStop(
        @TargetAggregateIdentifier String brandId,
        String stopId,
        StopScope scope,
        @Nullable String channelId,
        String reason) {}
