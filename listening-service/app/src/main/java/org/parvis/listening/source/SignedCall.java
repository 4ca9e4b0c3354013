package org.parvis.listening.source;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parvis.fetcher.WebhookSignature;

/**
 * A call with what it says to prove itself, in one of two ways: Standard Webhooks (id, second and body are signed), or
 * {@code sha256=} and the HMAC-SHA256 of the body alone.
 *
 * @param plain the second way's header
 * @param signatures the first way's: one or several, each {@code v1,} and base64
 */
record SignedCall(String plain, String id, String second, String signatures, byte[] body) {

    /** Further than this from now, a call of the first way is an old one that somebody sends again. */
    static final Duration FRESH = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";

    boolean isSignedWith(String secret, Instant now) {
        return plain.isEmpty() ? isStandard(secret, now) : isPlain(secret);
    }

    private boolean isPlain(String secret) {
        var expected = "sha256=" + HexFormat.of().formatHex(mac(secret.getBytes(StandardCharsets.UTF_8), body));
        return isSame(expected, plain);
    }

    private boolean isStandard(String secret, Instant now) {
        if (id.isEmpty() || !second.matches("[0-9]{1,12}") || !isFresh(Long.parseLong(second), now)) {
            return false;
        }
        var head = (id + "." + second + ".").getBytes(StandardCharsets.UTF_8);
        var signed = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        var expected = "v1," + Base64.getEncoder().encodeToString(mac(key(secret), signed));
        var found = false;
        for (var signature : signatures.split(" ")) {
            found |= isSame(expected, signature);
        }
        return found;
    }

    /** Until when a call of the first way could be sent once more. */
    Instant replayableUntil() {
        return Instant.ofEpochSecond(Long.parseLong(second)).plus(FRESH);
    }

    private static boolean isFresh(long second, Instant now) {
        return Duration.between(Instant.ofEpochSecond(second), now).abs().compareTo(FRESH) <= 0;
    }

    /** A secret that somebody chose themselves is the key as it is. */
    private static byte[] key(String secret) {
        if (secret.startsWith(WebhookSignature.PREFIX)) {
            try {
                var bytes = Base64.getDecoder().decode(secret.substring(WebhookSignature.PREFIX.length()));
                return bytes.length == 0 ? secret.getBytes(StandardCharsets.UTF_8) : bytes;
            } catch (IllegalArgumentException e) {
                // It only looks like one of ours.
                return secret.getBytes(StandardCharsets.UTF_8);
            }
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mac(byte[] key, byte[] signed) {
        if (key.length == 0) {
            throw new IllegalArgumentException("An empty secret proves nothing");
        }
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not usable in this Java runtime", e);
        }
    }

    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedCall call
                && plain.equals(call.plain)
                && id.equals(call.id)
                && second.equals(call.second)
                && signatures.equals(call.signatures)
                && Arrays.equals(body, call.body);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(body) + id.hashCode();
    }

    @Override
    public String toString() {
        return "SignedCall[" + id + ", " + body.length + " bytes]";
    }
}
