package org.parvis.boot;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}: the caller's own name for an intention, so that a repetition changes nothing. */
final class IdempotencyKey {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    private IdempotencyKey() {}

    /**
     * Bound to the member and the address, so that nobody meets somebody else's key, and to the content: other words under the same key
     * are another intention, which must not be answered as if it had been carried out.
     */
    static @Nullable String of(HttpServletRequest request) {
        var key = request.getHeader("Idempotency-Key");
        if (key == null) {
            return null;
        }
        if (!VALID.matcher(key).matches()) {
            throw new InvalidInput("Idempotency-Key", "idempotency-key");
        }
        return CurrentActor.require().id() + " " + request.getMethod() + " " + request.getRequestURI() + " " + key + " "
                + DigestOfBody.of(request);
    }
}
