package org.parvis.moderation.api;

import java.time.Duration;
import java.util.List;

/** Who is called, level by level, and how long each level has to acknowledge. */
public record RotaDefined(String rotaId, String brandId, String name, List<List<String>> levels, Duration perLevel)
        implements RotaEvent {

    public RotaDefined {
        levels = List.copyOf(levels);
    }
}
