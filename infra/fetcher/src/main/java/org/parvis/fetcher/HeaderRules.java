package org.parvis.fetcher;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which header fields a caller may set, and which must not follow a redirect to another origin. */
final class HeaderRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final int MAX_VALUE = 8192;
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "accept-encoding",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "if-none-match",
            "if-modified-since",
            "range",
            "user-agent");
    private static final Set<String> HARMLESS = Set.of("accept", "accept-language");

    private HeaderRules() {}

    static Map<String, String> checked(Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("Header cannot be set by a caller: " + name);
            }
            if (value.length() > MAX_VALUE || value.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
                throw new IllegalArgumentException("Header value is too long or not printable: " + name);
            }
        });
        return Map.copyOf(headers);
    }

    /** Anything that is not known to be harmless may be a credential. */
    static boolean mayCrossOrigins(String name) {
        return HARMLESS.contains(name.toLowerCase(Locale.ROOT));
    }
}
