package org.parvis.moderation.web;

import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;

/** Reads an {@code If-Match} that may be absent. */
public final class ExpectedVersion {

    private ExpectedVersion() {}

    /** Null when the caller does not say. */
    public static @Nullable Long of(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return null;
        }
        try {
            return Long.valueOf(ifMatch.replace("W/", "").replace("\"", "").strip());
        } catch (NumberFormatException e) {
            throw new InvalidInput("If-Match", "version");
        }
    }
}
