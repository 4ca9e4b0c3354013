package org.parvis.reporting.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import javax.sql.DataSource;
import org.parvis.ledger.bundle.BundleRequest;
import org.parvis.ledger.bundle.BundleWriter;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.Checkpoints;
import org.parvis.ledger.tree.LedgerTree;
import org.springframework.stereotype.Component;

/** Writes bundles of what the notary has sealed; waits a moment for entries of the last second. */
@Component
final class SealedBundles {

    private final BundleWriter writer;
    private final Checkpoints checkpoints;
    private final DataSource dataSource;

    SealedBundles(BundleWriter writer, Checkpoints checkpoints, DataSource dataSource) {
        this.writer = writer;
        this.checkpoints = checkpoints;
        this.dataSource = dataSource;
    }

    boolean awaitSealed(long position, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        while (sealed() < position) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** How many entries are inside the newest signed head. */
    long sealed() {
        return checkpoints
                .latest()
                .map(note -> Checkpoint.parse(note.text()).size())
                .orElse(0L);
    }

    LedgerTree tree() {
        return LedgerTree.latest(dataSource);
    }

    void write(BundleRequest request, OutputStream out) throws IOException {
        writer.write(request, out);
    }
}
