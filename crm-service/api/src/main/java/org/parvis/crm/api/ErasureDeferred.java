package org.parvis.crm.api;

import java.time.Instant;

/** A legal hold: nothing is erased before this instant, unless the hold is lifted. */
public record ErasureDeferred(String erasureId, String brandId, String deciderId, HoldGround ground, Instant until)
        implements ErasureEvent {}
