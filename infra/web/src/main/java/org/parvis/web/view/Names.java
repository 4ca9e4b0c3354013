package org.parvis.web.view;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Initials for avatars, out of whatever people call themselves. */
final class Names {

    private Names() {}

    static String initials(@Nullable String name) {
        if (name == null) {
            return "?";
        }
        var words = name.strip().split("[\\s._-]+");
        var first = letter(words[0]);
        var last = words.length > 1 ? letter(words[words.length - 1]) : "";
        var both = (first + last).toUpperCase(Locale.ROOT);
        return both.isEmpty() ? "?" : both;
    }

    /** A whole code point, because a letter need not be one char. */
    private static String letter(String word) {
        return word.codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
