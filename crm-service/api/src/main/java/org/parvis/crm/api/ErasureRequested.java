package org.parvis.crm.api;

import java.time.Instant;
import java.util.List;

/** Somebody here asks that a person be forgotten, under every id the person is kept as. */
public record ErasureRequested(
        String erasureId,
        String brandId,
        List<String> personIds,
        ErasureGround ground,
        String requesterId,
        Instant dueAt)
        implements ErasureEvent {

    public ErasureRequested {
        personIds = List.copyOf(personIds);
    }
}
