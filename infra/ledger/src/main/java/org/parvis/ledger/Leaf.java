package org.parvis.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hash that stands for an entry in the tree.
 *
 * <p>{@code SHA-256(0x00 || record)}, where the record is one line of canonical JSON (RFC 8785: keys sorted, shortest
 * escapes, no blanks) that names the entry and carries the SHA-256 of its payload and metadata <em>as stored</em>. So
 * protected fields are covered as ciphertext, and stay provable after their key is gone.
 */
public final class Leaf {

    private static final HexFormat HEX = HexFormat.of();
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Leaf() {}

    /** The leaf of an entry about to be written. */
    public static byte[] of(NewEntry entry) {
        MessageDigest sha256 = sha256();
        return hash(
                sha256,
                record(
                        sha256,
                        entry.eventId(),
                        entry.aggregateType(),
                        entry.aggregateId(),
                        entry.sequence(),
                        entry.eventType(),
                        entry.revision(),
                        entry.timestamp(),
                        entry.payload(),
                        entry.metadata()));
    }

    /** The leaf computed again from what is stored; differs from {@link Entry#leaf()} when somebody changed a row. */
    public static byte[] of(Entry entry) {
        MessageDigest sha256 = sha256();
        return hash(sha256, record(sha256, entry));
    }

    /** The canonical line that is hashed. */
    public static String record(Entry entry) {
        return record(sha256(), entry);
    }

    private static String record(MessageDigest sha256, Entry entry) {
        return record(
                sha256,
                entry.eventId(),
                entry.aggregateType(),
                entry.aggregateId(),
                entry.sequence(),
                entry.eventType(),
                entry.revision(),
                entry.recordedAt(),
                entry.payload(),
                entry.metadata());
    }

    private static String record(
            MessageDigest sha256,
            UUID eventId,
            String aggregateType,
            String aggregateId,
            long sequence,
            String eventType,
            @Nullable String revision,
            Instant timestamp,
            byte[] payload,
            byte[] metadata) {
        var json = new StringBuilder(512);
        json.append("{\"aggregateId\":");
        CanonicalJson.quote(json, aggregateId);
        json.append(",\"aggregateType\":");
        CanonicalJson.quote(json, aggregateType);
        json.append(",\"eventId\":\"").append(eventId);
        json.append("\",\"metadata\":\"").append(HEX.formatHex(sha256.digest(metadata)));
        json.append("\",\"payload\":\"").append(HEX.formatHex(sha256.digest(payload)));
        json.append("\",\"revision\":");
        if (revision == null) {
            json.append("null");
        } else {
            CanonicalJson.quote(json, revision);
        }
        json.append(",\"seq\":").append(sequence);
        json.append(",\"timestamp\":\"");
        time(json, timestamp);
        json.append("\",\"type\":");
        CanonicalJson.quote(json, eventType);
        json.append(",\"v\":1}");
        return json.toString();
    }

    /** As {@link #MICROS} would write it; a formatter takes longer than all the hashing. */
    private static void time(StringBuilder json, Instant timestamp) {
        var local = LocalDateTime.ofEpochSecond(timestamp.getEpochSecond(), timestamp.getNano(), ZoneOffset.UTC);
        if (local.getYear() < 1_000 || local.getYear() > 9_999) {
            MICROS.formatTo(timestamp, json);
            return;
        }
        json.append(local.getYear());
        digits(json.append('-'), local.getMonthValue(), 10);
        digits(json.append('-'), local.getDayOfMonth(), 10);
        digits(json.append('T'), local.getHour(), 10);
        digits(json.append(':'), local.getMinute(), 10);
        digits(json.append(':'), local.getSecond(), 10);
        digits(json.append('.'), local.getNano() / 1_000, 100_000);
        json.append('Z');
    }

    private static void digits(StringBuilder json, int number, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            json.append((char) ('0' + number / unit % 10));
        }
    }

    private static byte[] hash(MessageDigest sha256, String record) {
        sha256.update((byte) 0);
        return sha256.digest(record.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
