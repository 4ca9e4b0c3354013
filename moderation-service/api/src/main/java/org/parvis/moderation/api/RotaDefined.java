package org.parvis.moderation.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is called, level by level, and how long each level has to acknowledge.
 *
 * @param duty who is called first at which time; null when it is the first level at any time
 */
public record RotaDefined(
        String rotaId,
        String brandId,
        String name,
        List<List<String>> levels,
        Duration perLevel,
        @Nullable RotaDuty duty)
        implements RotaEvent {

    /** The first level is called first at any time. */
    public RotaDefined(String rotaId, String brandId, String name, List<List<String>> levels, Duration perLevel) {
        this(rotaId, brandId, name, levels, perLevel, null);
    }

    public RotaDefined {
        levels = List.copyOf(levels);
    }
}
