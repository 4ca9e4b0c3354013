package org.parvis.publishing.post;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.parvis.publishing.api.Slot;

/**
 * The instant a slot means. Local time and zone are what people intend; clocks that change in between are resolved by one rule: an hour that
 * does not exist means the first instant after the gap, an hour that comes twice means the first time.
 */
final class SlotTime {

    private SlotTime() {}

    /** @throws DateTimeException when the slot names no time or no zone */
    static Instant of(Slot slot) {
        var local = LocalDateTime.parse(slot.local());
        var rules = ZoneId.of(slot.zone()).getRules();
        var offsets = rules.getValidOffsets(local);
        return offsets.isEmpty() ? rules.getTransition(local).getInstant() : local.toInstant(offsets.getFirst());
    }
}
