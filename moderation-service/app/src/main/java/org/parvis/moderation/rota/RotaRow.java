package org.parvis.moderation.rota;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A rota as it stands. */
public record RotaRow(
        String rotaId,
        String brandId,
        String name,
        List<List<String>> levels,
        Duration perLevel,
        long version,
        String changedBy,
        Instant changedAt) {

    public RotaRow {
        levels = levels.stream().map(List::copyOf).toList();
    }
}
