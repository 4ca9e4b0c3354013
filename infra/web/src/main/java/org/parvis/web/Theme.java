package org.parvis.web;

import org.jspecify.annotations.Nullable;

/** The member's choice of light or dark; {@link #SYSTEM} writes nothing and lets the machine decide. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** Value of {@code data-bs-theme}, or null when the attribute must be absent. */
    public @Nullable String attribute() {
        return switch (this) {
            case SYSTEM -> null;
            case LIGHT -> "light";
            case DARK -> "dark";
        };
    }

    /** Reads what a browser sent; anything unknown is "as the system". */
    public static Theme of(@Nullable String text) {
        if (text == null) {
            return SYSTEM;
        }
        return switch (text) {
            case "light", "LIGHT" -> LIGHT;
            case "dark", "DARK" -> DARK;
            default -> SYSTEM;
        };
    }
}
