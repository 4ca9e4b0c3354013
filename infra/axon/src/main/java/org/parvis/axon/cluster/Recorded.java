package org.parvis.axon.cluster;

import java.time.Duration;
import java.util.Set;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;

/** What became of a command, as the ledger says. */
final class Recorded {

    private static final int PAGE = 1_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final LedgerReader ledger;

    Recorded(LedgerReader ledger) {
        this.ledger = ledger;
    }

    /** Where the ledger ends now; what a command leads to that is sent afterwards comes later. */
    long head() {
        return ledger.head();
    }

    /** Waits at most so long for an entry of this command on this aggregate, after a position. */
    boolean await(long after, String commandId, String aggregateId, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        var position = after;
        while (true) {
            var page = ledger.read(position, PAGE, Set.of());
            if (page.entries().stream().anyMatch(entry -> isOf(entry, commandId, aggregateId))) {
                return true;
            }
            position = page.scannedTo();
            if (!page.full()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                pause();
            }
        }
    }

    private static boolean isOf(Entry entry, String commandId, String aggregateId) {
        return commandId.equals(entry.commandId()) && entry.aggregateId().endsWith("/" + aggregateId);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a command was looked up", e);
        }
    }
}
