package org.parvis.ledger.tree;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A head of the tree: how many leaves, and the root over them, for one named ledger (C2SP tlog-checkpoint).
 *
 * @param origin the ledger's name, also the name of its key
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the root's bytes
public record Checkpoint(String origin, long size, byte[] root) {

    public Checkpoint {
        NoteKey.checkName(origin);
        if (size < 0 || root.length != Merkle.HASH) {
            throw new IllegalArgumentException("Not a tree head: size " + size + ", root of " + root.length + " bytes");
        }
    }

    /** The lines that are signed. */
    public String body() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /** Reads the lines that are signed. */
    public static Checkpoint parse(String body) {
        List<String> lines = body.lines().toList();
        if (lines.size() < 3 || !body.endsWith("\n") || lines.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("Not a checkpoint: it needs origin, size and root, each on a line");
        }
        if (!lines.get(1).matches("0|[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("Not a checkpoint: the size is not a plain number");
        }
        return new Checkpoint(
                lines.get(0), Long.parseLong(lines.get(1)), Base64.getDecoder().decode(lines.get(2)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint c
                && origin.equals(c.origin)
                && size == c.size
                && Arrays.equals(root, c.root);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(size) * 31 + Arrays.hashCode(root);
    }

    @Override
    public String toString() {
        return origin + " " + size + " " + Base64.getEncoder().encodeToString(root);
    }
}
