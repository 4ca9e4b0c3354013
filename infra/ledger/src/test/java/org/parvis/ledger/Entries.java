package org.parvis.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sample entries that show only what a test is about. */
public final class Entries {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Entries() {}

    public static NewEntry entry(String aggregate, long sequence) {
        return entry(aggregate, sequence, "PostDrafted", null);
    }

    public static NewEntry ofType(String type, String aggregate, long sequence) {
        return entry(aggregate, sequence, type, null);
    }

    public static NewEntry byCommand(String command, String aggregate, long sequence) {
        return entry(aggregate, sequence, "PostDrafted", command);
    }

    public static NewEntry at(Instant time, String aggregate, long sequence) {
        return new NewEntry(
                TimeOrderedIdentifiers.next(),
                "Post",
                aggregate,
                sequence,
                "PostDrafted",
                null,
                time,
                payload(aggregate, sequence),
                "{}".getBytes(UTF_8),
                null);
    }

    /** One with so many bytes of payload. */
    public static NewEntry ofWeight(int bytes, String type, String aggregate, long sequence) {
        return new NewEntry(
                TimeOrderedIdentifiers.next(),
                "Post",
                aggregate,
                sequence,
                type,
                "1",
                NOON.plusSeconds(sequence),
                ("\"" + "x".repeat(bytes - 2) + "\"").getBytes(UTF_8),
                "{}".getBytes(UTF_8),
                null);
    }

    private static NewEntry entry(String aggregate, long sequence, String type, @Nullable String command) {
        return new NewEntry(
                TimeOrderedIdentifiers.next(),
                "Post",
                aggregate,
                sequence,
                type,
                "1",
                NOON.plusSeconds(sequence),
                payload(aggregate, sequence),
                "{\"actor\":\"m-1\"}".getBytes(UTF_8),
                command);
    }

    private static byte[] payload(String aggregate, long sequence) {
        return ("{\"post\":\"" + aggregate + "\",\"text\":\"Bonjour à tous\",\"n\":" + sequence + "}").getBytes(UTF_8);
    }
}
