package org.parvis.boot.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The thread through everything that one request leads to: its id stands in each log line of every service and is the correlation id of
 * the entries. On the wire it is the {@code traceparent} of W3C Trace Context, Level 1.
 *
 * @param id 32 hexadecimal digits in small letters, not all zero
 */
public record Trace(String id) {

    public static final String HEADER = "traceparent";

    /** Under this name log lines carry the id. */
    static final String LOGGED_AS = "trace";

    private static final Pattern PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** Begins a trace. It tells requests apart and keeps no secret, so it need not be hard to guess. */
    public static Trace begin() {
        var random = ThreadLocalRandom.current();
        // Never all zero.
        return new Trace(hex(random.nextLong() | 1) + hex(random.nextLong()));
    }

    /** The trace that the caller is in, if it says so as the standard asks. */
    public static Optional<Trace> of(@Nullable String traceparent) {
        if (traceparent == null) {
            return Optional.empty();
        }
        var match = PARENT.matcher(traceparent);
        return match.matches() ? Optional.of(new Trace(match.group(1))) : Optional.empty();
    }

    /** The trace of the running request. */
    public static Optional<Trace> current() {
        return Optional.ofNullable(MDC.get(LOGGED_AS)).map(Trace::new);
    }

    /** The header for a request to somebody else within this trace. */
    public String parent() {
        return "00-" + id + "-" + hex(ThreadLocalRandom.current().nextLong() | 1) + "-01";
    }

    private static String hex(long value) {
        return HexFormat.of().toHexDigits(value);
    }
}
