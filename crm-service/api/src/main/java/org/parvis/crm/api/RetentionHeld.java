package org.parvis.crm.api;

import java.time.Instant;

/** Nothing of this brand expires before that instant. */
public record RetentionHeld(String brandId, HoldGround ground, Instant until, String deciderId)
        implements RetentionEvent {}
