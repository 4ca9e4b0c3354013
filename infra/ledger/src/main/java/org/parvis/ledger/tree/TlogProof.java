package org.parvis.ledger.tree;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A proof that an entry is in the ledger, which can be checked offline (C2SP tlog-proof).
 *
 * @param index the leaf's place in the tree, the entry's position less one
 * @param path from the leaf's sibling up to the root's child
 * @param checkpoint the signed head that the path leads to
 */
public record TlogProof(long index, List<byte[]> path, SignedNote checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";

    public TlogProof {
        path = List.copyOf(path);
    }

    /** Whether the path leads from this leaf to the checkpoint's root; says nothing about who signed. */
    public boolean proves(byte[] leaf) {
        Checkpoint head = Checkpoint.parse(checkpoint.text());
        return Merkle.included(leaf, index, head.size(), path, head.root());
    }

    /** Reads the content of a {@code .tlog-proof} file. */
    public static TlogProof parse(String text) {
        int blank = text.indexOf("\n\n");
        List<String> lines =
                blank < 0 ? List.of() : text.substring(0, blank).lines().toList();
        if (lines.size() < 2 || !lines.getFirst().equals(HEADER)) {
            throw new IllegalArgumentException("Not a tlog-proof");
        }
        int next = lines.get(1).startsWith("extra ") ? 2 : 1;
        if (next >= lines.size() || !lines.get(next).matches("index (0|[1-9][0-9]{0,18})")) {
            throw new IllegalArgumentException("Not a tlog-proof: the index is missing");
        }
        var path = new ArrayList<byte[]>();
        for (String line : lines.subList(next + 1, lines.size())) {
            byte[] hash = Base64.getDecoder().decode(line);
            if (hash.length != Merkle.HASH || path.size() >= Merkle.LONGEST_PROOF) {
                throw new IllegalArgumentException("Not a tlog-proof: a line is not a hash, or there are too many");
            }
            path.add(hash);
        }
        return new TlogProof(
                Long.parseLong(lines.get(next).substring(6)), path, SignedNote.parse(text.substring(blank + 2)));
    }

    /** The content of a {@code .tlog-proof} file. */
    @Override
    public String toString() {
        var text = new StringBuilder(HEADER).append("\nindex ").append(index).append('\n');
        for (byte[] hash : path) {
            text.append(Base64.getEncoder().encodeToString(hash)).append('\n');
        }
        return text.append('\n').append(checkpoint).toString();
    }
}
