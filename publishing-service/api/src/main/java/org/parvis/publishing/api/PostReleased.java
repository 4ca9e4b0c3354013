package org.parvis.publishing.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The post may go out, byte for byte as hashed, not before {@code leavesAt}. */
public record PostReleased(
        String postId,
        String brandId,
        String contentHash,
        @Nullable String reviewId,
        Instant leavesAt) implements PostEvent {}
