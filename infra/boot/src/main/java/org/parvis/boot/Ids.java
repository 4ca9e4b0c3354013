package org.parvis.boot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.axonframework.common.IdentifierFactory;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Ids of things: chosen by the caller, or UUIDv7 when left to us. An id that the house derives, so that a repetition finds what it made
 * before, holds an underscore: nobody can take it beforehand.
 */
public final class Ids {

    private static final Pattern VALID = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern KNOWN = Pattern.compile("[a-z0-9_-]{1,64}");

    private Ids() {}

    /** A new time-ordered id. */
    public static String next() {
        return IdentifierFactory.getInstance().generateIdentifier();
    }

    /** The id of the one thing that the running request makes: the same for a repetition under its Idempotency-Key, so that nothing is made twice. */
    public static String ofRequest() {
        var key = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? IdempotencyKey.of(request.getRequest())
                : null;
        return key == null
                ? next()
                : UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * An id that follows from why something is made.
     *
     * @param kind a few letters that begin it
     * @param because what makes it this one and no other; the first names the rule
     * @return {@code kind_} and 128 bits of SHA-256 over the parts, joined by line feeds, in hexadecimal
     */
    public static String derived(String kind, String... because) {
        var parts = String.join("\n", because).getBytes(StandardCharsets.UTF_8);
        try {
            return kind + "_"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(parts), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }

    /** @throws InvalidInput when it is not 1 to 64 lower-case letters, digits and hyphens */
    public static String requireValid(String field, String id) {
        if (!VALID.matcher(id).matches()) {
            throw new InvalidInput(field, "id");
        }
        return id;
    }

    /** For what is there already, whoever made it. */
    public static String requireKnown(String id) {
        if (!KNOWN.matcher(id).matches()) {
            throw new InvalidInput("id", "id");
        }
        return id;
    }

    /** @throws InvalidInput when the id of the path is not one */
    public static String requireValid(String id) {
        return requireValid("id", id);
    }
}
