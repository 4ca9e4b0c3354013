package org.parvis.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.Merkle;
import org.parvis.ledger.tree.NoteSigner;
import org.parvis.ledger.tree.SubtreeHashes;

/** A log in memory that signs heads of any size, and, when told to, of another story. */
final class GrowingLog {

    private final NoteSigner signer;
    private final List<byte[]> leaves = new ArrayList<>();

    GrowingLog(NoteSigner signer, String story, int size) {
        this.signer = signer;
        for (int i = 0; i < size; i++) {
            leaves.add(Merkle.root(
                    List.of((story + i + " ".repeat(32)).substring(0, 32).getBytes(UTF_8))));
        }
    }

    /** The same beginning, another end. */
    GrowingLog forkedAt(int size) {
        var fork = new GrowingLog(signer, "other", leaves.size());
        for (int i = 0; i < size; i++) {
            fork.leaves.set(i, leaves.get(i));
        }
        return fork;
    }

    Submission submission(long old, int size) {
        SubtreeHashes tree =
                (level, index) -> Merkle.root(leaves.subList((int) (index << level), (int) ((index + 1) << level)));
        List<byte[]> proof = old == 0 || old >= size ? List.of() : Merkle.consistency(tree, old, size);
        var head = new Checkpoint(signer.key().name(), size, Merkle.root(leaves.subList(0, size)));
        return new Submission(old, proof, signer.sign(head.body()));
    }
}
