package org.parvis.publishing.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The reply may go out, byte for byte as hashed, not before {@code leavesAt}. */
public record ReplyReleased(
        String replyId,
        String brandId,
        String contentHash,
        @Nullable String reviewId,
        Instant leavesAt) implements ReplyEvent {}
