package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * One place, told from others: secrets that were given for the one are given out for no other.
 *
 * @param digest of the settings that say where it is, and as whom it is read
 */
public record Place(String digest) {

    static Place of(Map<String, String> settings) {
        try {
            var ordered = JsonMapper.shared().writeValueAsString(new TreeMap<>(settings));
            var sha = MessageDigest.getInstance("SHA-256").digest(ordered.getBytes(UTF_8));
            return new Place(HexFormat.of().formatHex(sha));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not usable in this Java runtime", e);
        }
    }
}
