package org.parvis.axon.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * The two secrets that all processes of the bus share: one encrypts what they say, the other proves that they belong to it.
 *
 * @param messages AES, 256 bits
 * @param members HMAC
 */
record BusKeys(SecretKey messages, SecretKey members) {

    static final String MESSAGES = "messages";
    static final String MEMBERS = "members";

    private static final int BYTES = 32;
    private static final int NAMED_BY = 8;

    static BusKeys read(Path file, String password) {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            var keys = new BusKeys(key(store, MESSAGES, file, password), key(store, MEMBERS, file, password));
            if (Arrays.equals(keys.messages.getEncoded(), keys.members.getEncoded())) {
                throw new IllegalStateException("The two keys in " + file + " are the same");
            }
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The key store " + file + " of the command bus cannot be read with its password", e);
        }
    }

    /**
     * The name under which those who share the key of the messages look for each other. Whoever has another key, by mistake most
     * likely, neither finds them nor takes them out of the table of members.
     */
    String name(String cluster) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(messages);
            var sum = mac.doFinal(("parvis command bus " + cluster).getBytes(StandardCharsets.UTF_8));
            return cluster + "-" + HexFormat.of().formatHex(sum, 0, NAMED_BY);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretKey key(KeyStore store, String name, Path file, String password)
            throws GeneralSecurityException {
        Key key = store.getKey(name, password.toCharArray());
        if (!(key instanceof SecretKey secret) || secret.getEncoded().length != BYTES) {
            throw new IllegalStateException(
                    "The key store " + file + " needs a secret key of 256 bits under the name " + name);
        }
        return secret;
    }

    @Override
    public String toString() {
        return "BusKeys[hidden]";
    }
}
