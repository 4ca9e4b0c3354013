package org.parvis.town.square;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the network. Its token is kept readable: nothing here is worth stealing, and whoever starts the town must
 * get the same token again.
 */
public record Account(
        String handle,
        String displayName,
        AccountKind kind,
        @Nullable String language,
        String bio,
        int followers,
        String colour,
        @Nullable NetworkClass networkClass,
        @Nullable String token) {

    private static final Pattern HANDLE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
    private static final String[] COLOURS = {
        "#b4472b", "#0b6e63", "#6a4c93", "#8a5a00", "#1f6f9f", "#a63a6b", "#3d6b21", "#5b5f97", "#9c4a1a", "#2f6f4f"
    };

    public Account {
        if (!HANDLE.matcher(handle).matches()) {
            throw new SquareRefused(Refusal.HANDLE_INVALID);
        }
        if (!PostText.isPlainLine(displayName, 1, 80)
                || !PostText.isPlainLine(bio, 0, 300)
                || followers < 0
                || !COLOUR.matcher(colour).matches()) {
            throw new SquareRefused(Refusal.PROFILE_INVALID);
        }
        PostText.checkLanguage(language);
    }

    /** A new account of which only the handle is known. */
    public static Account named(String handle) {
        var colour = COLOURS[Math.floorMod(handle.hashCode(), COLOURS.length)];
        return new Account(handle, handle, AccountKind.PERSON, null, "", 0, colour, null, null);
    }

    /** The same account with another token, or none. */
    public Account withToken(@Nullable String newToken) {
        return new Account(handle, displayName, kind, language, bio, followers, colour, networkClass, newToken);
    }
}
