package org.parvis.boot;

import java.util.regex.Pattern;
import org.axonframework.common.IdentifierFactory;

/** Ids of things: chosen by the caller, or UUIDv7 when left to us. */
public final class Ids {

    private static final Pattern VALID = Pattern.compile("[a-z0-9-]{1,64}");

    private Ids() {}

    /** A new time-ordered id. */
    public static String next() {
        return IdentifierFactory.getInstance().generateIdentifier();
    }

    /** @throws InvalidInput when it is not 1 to 64 lower-case letters, digits and hyphens */
    public static String requireValid(String field, String id) {
        if (!VALID.matcher(id).matches()) {
            throw new InvalidInput(field, "id");
        }
        return id;
    }

    /** @throws InvalidInput when the id of the path is not one */
    public static String requireValid(String id) {
        return requireValid("id", id);
    }
}
