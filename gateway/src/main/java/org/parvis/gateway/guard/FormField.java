package org.parvis.gateway.guard;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one short field of a form and leaves the form as it is for whoever it is meant for. */
final class FormField {

    private static final int LONGEST = 400;

    private FormField() {}

    static @Nullable String of(LimitedBody body, String name) throws IOException {
        var type = body.getContentType() == null ? "" : body.getContentType().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return ofPairs(new String(body.look(), StandardCharsets.ISO_8859_1), name);
        }
        if (type.startsWith("multipart/form-data")) {
            return ofParts(new String(body.look(), StandardCharsets.ISO_8859_1), name);
        }
        return null;
    }

    private static @Nullable String ofPairs(String form, String name) {
        for (var pair : form.split("&")) {
            if (pair.startsWith(name + "=") && pair.length() <= LONGEST) {
                try {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }
        }
        return null;
    }

    private static @Nullable String ofParts(String form, String name) {
        var field = Pattern.compile(
                "content-disposition: *form-data; *name=\"" + Pattern.quote(name) + "\"\r\n\r\n([^\r\n]{1," + LONGEST
                        + "})\r\n",
                Pattern.CASE_INSENSITIVE);
        var found = field.matcher(form);
        return found.find() ? found.group(1) : null;
    }
}
