package org.parvis.ledger.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with signature lines under it (C2SP signed-note).
 *
 * @param text what is signed, ending with a newline
 */
public record SignedNote(String text, List<Line> signatures) {

    /** One signature line. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Line(String name, byte[] keyId, byte[] signature) {

        /** The line as it stands in the note, with its newline. */
        @Override
        public String toString() {
            byte[] bytes = Arrays.copyOf(keyId, keyId.length + signature.length);
            System.arraycopy(signature, 0, bytes, keyId.length, signature.length);
            return "— " + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
        }
    }

    private static final int MOST_SIGNATURES = 64;
    private static final int LONGEST = 64 << 10;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** Reads a note; says nothing about whether its signatures are good. */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (note.length() > LONGEST || end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("Not a signed note");
        }
        if (note.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new IllegalArgumentException("Not a signed note: it contains control characters");
        }
        var lines = new ArrayList<Line>();
        for (String line : note.substring(end + 2).lines().toList()) {
            lines.add(line(line));
        }
        if (lines.isEmpty() || lines.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException("A note has 1 to " + MOST_SIGNATURES + " signatures");
        }
        return new SignedNote(note.substring(0, end + 1), lines);
    }

    /** Reads one signature line, as a witness answers it. */
    public static Line parseLine(String line) {
        return line(line);
    }

    static Line line(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[0].equals("—")) {
            throw new IllegalArgumentException("Not a signature line: " + line);
        }
        NoteKey.checkName(parts[1]);
        byte[] bytes = Base64.getDecoder().decode(parts[2]);
        if (bytes.length < 5) {
            throw new IllegalArgumentException("Not a signature line: " + line);
        }
        return new Line(parts[1], Arrays.copyOf(bytes, 4), Arrays.copyOfRange(bytes, 4, bytes.length));
    }

    /** Whether the key signed this note; a bad signature under the key's name and id spoils the note. */
    public boolean isSignedBy(NoteKey key) {
        List<Line> own = signatures.stream()
                .filter(line -> line.name().equals(key.name()) && Arrays.equals(line.keyId(), key.id()))
                .toList();
        return !own.isEmpty() && own.stream().allMatch(line -> key.verifies(text, line.signature()));
    }

    /** The note as it is stored and sent. */
    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(note::append);
        return note.toString();
    }
}
