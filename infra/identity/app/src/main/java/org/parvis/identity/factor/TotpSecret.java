package org.parvis.identity.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a member's device and the house share: codes of the moment follow from it (RFC 6238: HMAC-SHA-1, 30 s, six digits). */
record TotpSecret(byte[] bytes) {

    private static final int LENGTH = 20;
    private static final int SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int MODULO = 1_000_000;
    /** Clocks differ, and typing takes a while. */
    private static final int WINDOW = 1;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    static TotpSecret random() {
        var bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new TotpSecret(bytes);
    }

    /** The step this code belongs to, when it is one of about now. */
    OptionalLong step(String code, Instant now) {
        var current = Math.floorDiv(now.getEpochSecond(), SECONDS);
        for (var step = current - WINDOW; step <= current + WINDOW; step++) {
            if (MessageDigest.isEqual(
                    code(step).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.UTF_8))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    String code(Instant at) {
        return code(Math.floorDiv(at.getEpochSecond(), SECONDS));
    }

    private String code(long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var number = ByteBuffer.wrap(hash, hash[hash.length - 1] & 0xf, Integer.BYTES)
                            .getInt()
                    & 0x7fffffff;
            var digits = Integer.toString(number % MODULO);
            return "0".repeat(DIGITS - digits.length()) + digits;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-1 is not usable in this Java runtime", e);
        }
    }

    /** As people type it, without spaces. */
    String text() {
        var text = new StringBuilder();
        var buffer = 0;
        var bits = 0;
        for (var b : bytes) {
            buffer = (buffer << 8) | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((buffer >> bits) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(BASE32.charAt((buffer << (5 - bits)) & 31));
        }
        return text.toString();
    }

    /** In groups that can be read aloud. */
    String spaced() {
        return text().replaceAll("(.{" + GROUP + "})(?!$)", "$1 ");
    }

    /** What the QR code says to an authenticator; names longer than it can hold are cut. */
    String address(String memberId) {
        var name = memberId.length() <= LONGEST_NAME ? memberId : memberId.substring(0, LONGEST_NAME);
        return "otpauth://totp/Parvis:" + name + "?secret=" + text() + "&issuer=Parvis";
    }

    private static final int LONGEST_NAME = 28;

    @Override
    public String toString() {
        return "TotpSecret[hidden]";
    }
}
