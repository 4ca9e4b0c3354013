package org.parvis.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the ledger.
 *
 * @param eventId identity of the event, made once for it and never again; nothing else is told by it
 * @param sequence place in the aggregate, from 0 without gaps
 * @param timestamp when it happened, kept to the microsecond
 * @param payload the bytes to store; they are hashed as they are, so encrypt before
 * @param commandId the command that caused it, so that a repeated command is recognised
 */
@SuppressWarnings("ArrayRecordComponent") // compared by eventId; copying megabytes for equals would serve nobody
public record NewEntry(
        UUID eventId,
        String aggregateType,
        String aggregateId,
        long sequence,
        String eventType,
        @Nullable String revision,
        Instant timestamp,
        byte[] payload,
        byte[] metadata,
        @Nullable String commandId) {

    /** The longest name or id the ledger stores, in characters. */
    public static final int MAX_NAME = 255;

    /** The largest payload or metadata the ledger stores, in bytes. */
    public static final int MAX_BYTES = 16 << 20;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

    public NewEntry {
        name("aggregate type", aggregateType, 0);
        name("aggregate id", aggregateId, 1);
        name("event type", eventType, 1);
        if (revision != null) {
            name("revision", revision, 0);
        }
        if (commandId != null) {
            name("command id", commandId, 1);
        }
        if (sequence < 0) {
            throw new IllegalArgumentException("The sequence of an entry cannot be negative: " + sequence);
        }
        size("payload", payload);
        size("metadata", metadata);
        if (timestamp.isBefore(EARLIEST) || !timestamp.isBefore(LATEST)) {
            throw new IllegalArgumentException(
                    "The time of an entry must lie in the years 1 to 9999, not at " + timestamp);
        }
        timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
    }

    int size() {
        return payload.length + metadata.length + 512;
    }

    private static void name(String what, String value, int shortest) {
        if (value.length() < shortest || value.length() > MAX_NAME) {
            throw new IllegalArgumentException("The " + what + " must have " + shortest + " to " + MAX_NAME
                    + " characters, not " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException("The " + what + " contains a NUL character");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    throw new IllegalArgumentException("The " + what + " contains half a surrogate pair");
                }
                i++;
            }
        }
    }

    private static void size(String what, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "The " + what + " has " + bytes.length + " bytes; the ledger stores at most " + MAX_BYTES);
        }
    }
}
