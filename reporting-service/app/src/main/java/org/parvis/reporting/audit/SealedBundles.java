package org.parvis.reporting.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.parvis.ledger.bundle.BundleRequest;
import org.parvis.ledger.bundle.BundleWriter;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.Checkpoints;
import org.parvis.ledger.tree.LedgerTree;
import org.parvis.ledger.witness.Witnessing;
import org.springframework.stereotype.Component;

/** Writes bundles of what the notary has sealed; waits a moment for entries of the last second. */
@Component
final class SealedBundles {

    private static final Duration UNTIL_WITNESSED = Duration.ofSeconds(4);

    private final BundleWriter writer;
    private final Checkpoints checkpoints;
    private final DataSource dataSource;
    private final Witnessing witnessing;

    SealedBundles(BundleWriter writer, Checkpoints checkpoints, DataSource dataSource, Witnessing witnessing) {
        this.writer = writer;
        this.witnessing = witnessing;
        this.checkpoints = checkpoints;
        this.dataSource = dataSource;
    }

    boolean awaitSealed(long position, Duration atMost) {
        return await(() -> sealed() >= position, atMost);
    }

    private static boolean await(BooleanSupplier condition, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
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

    /** Writes as of a head that witnesses have confirmed, when one soon does; else as of the newest. */
    void write(BundleRequest request, OutputStream out) throws IOException {
        var keys = witnessing.keys();
        if (!keys.isEmpty() && witnessing.troubles().size() < keys.size()) {
            await(() -> witnessed() >= request.covering(), UNTIL_WITNESSED);
        }
        writer.write(request.witnessedBy(keys), out);
    }

    private long witnessed() {
        return checkpoints.lastSeen().stream()
                .mapToLong(Checkpoints.Seen::size)
                .max()
                .orElse(0);
    }
}
