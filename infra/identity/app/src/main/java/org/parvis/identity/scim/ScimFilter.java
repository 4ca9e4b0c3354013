package org.parvis.identity.scim;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One attribute that equals a value: what directories ask before they make somebody. Nothing else is looked for. */
record ScimFilter(String attribute, String value) {

    private static final Pattern SHAPE = Pattern.compile(
            "\\s*([A-Za-z.]{1,40})\\s+eq\\s+\"((?:[^\"\\\\]|\\\\.){0,300})\"\\s*", Pattern.CASE_INSENSITIVE);

    static @Nullable ScimFilter of(@Nullable String text, List<String> known) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var found = SHAPE.matcher(text);
        if (found.matches()) {
            var attribute = found.group(1).toLowerCase(Locale.ROOT);
            for (var name : known) {
                if (name.toLowerCase(Locale.ROOT).equals(attribute)) {
                    return new ScimFilter(name, found.group(2).replaceAll("\\\\(.)", "$1"));
                }
            }
        }
        throw new ScimError(
                400, "invalidFilter", "Supported: " + String.join(", ", known) + ", each with eq and a value");
    }
}
