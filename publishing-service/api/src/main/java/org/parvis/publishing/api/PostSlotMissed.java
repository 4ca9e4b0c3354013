package org.parvis.publishing.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The approval came after the slot: the post waits until a person says that it goes out now, or gives it another slot. */
public record PostSlotMissed(
        String postId, String brandId, @Nullable String reviewId, String contentHash, Instant slotAt)
        implements PostEvent {}
