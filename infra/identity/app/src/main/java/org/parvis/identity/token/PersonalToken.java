package org.parvis.identity.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A personal access token: {@code pvs_} and 256 random bits. It is shown once and known by its digest from then on. */
public record PersonalToken(String value) {

    private static final String PREFIX = "pvs_";
    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("pvs_[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static PersonalToken random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new PersonalToken(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What somebody sent, when it looks like one of ours. */
    public static Optional<PersonalToken> of(@Nullable String text) {
        return text != null && SHAPE.matcher(text).matches() ? Optional.of(new PersonalToken(text)) : Optional.empty();
    }

    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not usable in this Java runtime", e);
        }
    }

    @Override
    public String toString() {
        return "PersonalToken[hidden]";
    }
}
