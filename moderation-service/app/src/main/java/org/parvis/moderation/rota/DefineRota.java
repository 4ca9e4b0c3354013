package org.parvis.moderation.rota;

import java.time.Duration;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.RotaDuty;

/**
 * Says who is called, level by level.
 *
 * @param duty who is called before the first level, at which time; null when nobody is
 * @param expectedVersion how often the rota was defined before, when the caller changes one it has seen; null creates
 */
record DefineRota(
        @TargetAggregateIdentifier String rotaId,
        String brandId,
        String name,
        List<List<String>> levels,
        Duration perLevel,
        @Nullable RotaDuty duty,
        @Nullable Long expectedVersion) {

    DefineRota {
        levels = levels.stream().map(List::copyOf).toList();
    }
}
