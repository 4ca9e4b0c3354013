package org.parvis.ledger.witness;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.parvis.ledger.tree.Merkle;
import org.parvis.ledger.tree.SignedNote;

/** What a ledger hands to a witness: the size it remembers, the proof from there, and the head to confirm. */
record Submission(long old, List<byte[]> proof, SignedNote head) {

    private static final int MOST_LINES = 63;

    /** @throws IllegalArgumentException when it is no such thing */
    static Submission parse(String body) {
        int blank = body.indexOf("\n\n");
        if (blank < 0) {
            throw new IllegalArgumentException("There is no empty line before the checkpoint");
        }
        List<String> lines = body.substring(0, blank).lines().toList();
        if (lines.isEmpty() || !lines.getFirst().matches("old (0|[1-9][0-9]{0,17})")) {
            throw new IllegalArgumentException("The first line is not an old size");
        }
        if (lines.size() > MOST_LINES + 1) {
            throw new IllegalArgumentException("A proof has at most " + MOST_LINES + " lines");
        }
        var proof = new ArrayList<byte[]>();
        for (String line : lines.subList(1, lines.size())) {
            byte[] hash = Base64.getDecoder().decode(line);
            if (hash.length != Merkle.HASH
                    || !Base64.getEncoder().encodeToString(hash).equals(line)) {
                throw new IllegalArgumentException("A line of the proof is not a hash");
            }
            proof.add(hash);
        }
        return new Submission(
                Long.parseLong(lines.getFirst().substring(4)), proof, SignedNote.parse(body.substring(blank + 2)));
    }

    /** As it is sent. */
    String body() {
        var body = new StringBuilder("old ").append(old).append('\n');
        proof.forEach(
                hash -> body.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return body.append('\n').append(head).toString();
    }
}
