package org.parvis.identity.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One personal access token as its owner sees it later: everything but the token. */
record TokenItem(
        String id,
        String label,
        Instant issuedAt,
        String issuedBy,
        Instant until,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    boolean isLive(Instant now) {
        return revokedAt == null && now.isBefore(until);
    }
}
