package org.parvis.identity.password;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;

/** What a password must be: long enough, and not what anybody would try first. No rule about kinds of characters. */
public final class PasswordRules {

    public static final int SHORTEST = 8;
    /** Hashing takes longer with the length: nobody gets to choose how long we work. */
    public static final int LONGEST = 128;

    private static final int FEWEST_CHARACTERS = 3;

    private PasswordRules() {}

    /** @throws InvalidInput when the password is too short, too long, or easily guessed from the member's id or address */
    public static String check(String field, @Nullable String password, String memberId, String email) {
        if (password == null || password.isEmpty()) {
            throw new InvalidInput(field, "required");
        }
        if (password.length() < SHORTEST) {
            throw new InvalidInput(field, "password-short", SHORTEST);
        }
        if (password.length() > LONGEST) {
            throw new InvalidInput(field, "too-long", LONGEST);
        }
        var plain = password.toLowerCase(Locale.ROOT);
        var mailbox = email.toLowerCase(Locale.ROOT).replaceFirst("@.*", "");
        if (plain.equals(memberId)
                || plain.equals(email.toLowerCase(Locale.ROOT))
                || plain.equals(mailbox)
                || plain.chars().distinct().count() < FEWEST_CHARACTERS) {
            throw new InvalidInput(field, "password-guessable");
        }
        return password;
    }
}
