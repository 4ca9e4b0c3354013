package org.parvis.ledger.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key that signs notes (C2SP signed-note): a name, an algorithm, and 32 bytes of Ed25519.
 *
 * @param type {@link #ED25519} signs the text itself, {@link #COSIGNATURE} is a witness that also states the time
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the key's bytes
public record NoteKey(String name, byte type, byte[] publicKey) {

    /** Plain Ed25519 over the note's text. */
    public static final byte ED25519 = 1;

    /** A witness's timestamped cosignature (C2SP tlog-cosignature). */
    public static final byte COSIGNATURE = 4;

    /** What stands before the 32 bytes in an X.509 SubjectPublicKeyInfo of Ed25519. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    public NoteKey {
        checkName(name);
        if ((type != ED25519 && type != COSIGNATURE) || publicKey.length != 32) {
            throw new IllegalArgumentException("Only Ed25519 keys of 32 bytes are supported");
        }
    }

    static void checkName(String name) {
        boolean bad = name.isEmpty()
                || name.length() > 255
                || name.chars()
                        .anyMatch(c -> c == '+' || c < 0x20 || Character.isWhitespace(c) || Character.isSpaceChar(c));
        if (bad) {
            throw new IllegalArgumentException(
                    "A ledger's or witness's name has no blanks and no '+': use something like example.com/parvis");
        }
    }

    /** Reads {@code name+hash+base64}. */
    public static NoteKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3 || !parts[1].matches("[0-9a-f]{8}")) {
            throw new IllegalArgumentException("Not a verifier key (name+hash+key): " + text);
        }
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        if (typed.length != 33) {
            throw new IllegalArgumentException("Not an Ed25519 verifier key: " + text);
        }
        var key = new NoteKey(parts[0], typed[0], Arrays.copyOfRange(typed, 1, 33));
        if (!HexFormat.of().formatHex(key.id()).equals(parts[1])) {
            throw new IllegalArgumentException("The verifier key's hash does not fit its key: " + text);
        }
        return key;
    }

    /** The form in which a key is handed out: {@code name+hash+base64}. */
    public String text() {
        byte[] typed = ByteBuffer.allocate(33).put(type).put(publicKey).array();
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** The four bytes that precede each of the key's signatures. */
    public byte[] id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(UTF_8));
            digest.update(type);
            return Arrays.copyOf(digest.digest(publicKey), 4);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    /** Whether {@code signature} (without the key id) is this key's over the note text. */
    public boolean verifies(String text, byte[] signature) {
        if (type == ED25519) {
            return verifiesRaw(text.getBytes(UTF_8), signature);
        }
        if (signature.length != 72) {
            return false;
        }
        long time = ByteBuffer.wrap(signature).getLong();
        return time >= 0 && verifiesRaw(cosigned(time, text).getBytes(UTF_8), Arrays.copyOfRange(signature, 8, 72));
    }

    static String cosigned(long epochSecond, String text) {
        return "cosignature/v1\ntime " + epochSecond + "\n" + text;
    }

    private boolean verifiesRaw(byte[] message, byte[] signature) {
        if (signature.length != 64) {
            return false;
        }
        try {
            var encoded =
                    ByteBuffer.allocate(44).put(X509_PREFIX).put(publicKey).array();
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey key
                && name.equals(key.name)
                && type == key.type
                && Arrays.equals(publicKey, key.publicKey);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return text();
    }
}
