package org.parvis.reporting.visit;

import javax.sql.DataSource;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.LedgerTampered;
import org.parvis.ledger.tree.LedgerTree;
import org.parvis.ledger.tree.Merkle;
import org.parvis.ledger.tree.NoteSigner;
import org.parvis.ledger.tree.SignedNote;
import org.springframework.stereotype.Component;

/** Shows, or fails to show, that the ledger of now continues a head that somebody kept. */
@Component
final class Continuity {

    private final DataSource dataSource;
    private final NoteSigner signer;

    Continuity(DataSource dataSource, NoteSigner signer) {
        this.dataSource = dataSource;
        this.signer = signer;
    }

    enum Outcome {
        /** Everything of the old head is the beginning of the new one. */
        CONTINUED,
        /** The old head is not one that this ledger signed. */
        FOREIGN,
        /** There are fewer entries now than there were. */
        SHORTENED,
        /** The entries of the old head are not the beginning of what is there now. */
        REWRITTEN
    }

    /** What came of a comparison. */
    record Result(Outcome outcome, long oldSize, long size) {

        public boolean isGood() {
            return outcome == Outcome.CONTINUED;
        }
    }

    /** The newest signed head. */
    SignedNote head() {
        return LedgerTree.latest(dataSource).note();
    }

    Result since(SignedNote old) {
        var tree = LedgerTree.latest(dataSource);
        var now = tree.checkpoint();
        var before = Checkpoint.parse(old.text());
        return new Result(compare(old, before, tree, now), before.size(), now.size());
    }

    private Outcome compare(SignedNote old, Checkpoint before, LedgerTree tree, Checkpoint now) {
        if (!before.origin().equals(now.origin()) || !old.isSignedBy(signer.key())) {
            return Outcome.FOREIGN;
        }
        if (before.size() > now.size()) {
            return Outcome.SHORTENED;
        }
        try {
            var proof = tree.consistency(before.size());
            return Merkle.consistent(before.size(), before.root(), now.size(), now.root(), proof)
                    ? Outcome.CONTINUED
                    : Outcome.REWRITTEN;
        } catch (LedgerTampered e) {
            return Outcome.REWRITTEN;
        }
    }
}
