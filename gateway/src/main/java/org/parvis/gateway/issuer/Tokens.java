package org.parvis.gateway.issuer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What identity gave for a sign-in.
 *
 * @param id says who signed in; only after the sign-in itself
 */
public record Tokens(
        String access,
        Instant accessUntil,
        @Nullable String refresh,
        @Nullable String id) {

    @Override
    public String toString() {
        return "Tokens[hidden]";
    }
}
