package org.parvis.ledger.tree;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.parvis.ledger.Entry;
import org.parvis.ledger.Leaf;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.Page;

/**
 * Computes every leaf of the ledger again from the stored bytes, and the root over all of them, and compares with what was signed. Trusts
 * neither the stored leaves nor the stored tiles.
 */
public final class LedgerCheck {

    private static final int PAGE = 5_000;

    private final LedgerReader reader;
    private final Checkpoints checkpoints;
    private final NoteKey key;

    /** @param key by which the ledger's heads are signed */
    public LedgerCheck(DataSource dataSource, NoteKey key) {
        this.reader = new LedgerReader(dataSource);
        this.checkpoints = new Checkpoints(dataSource);
        this.key = key;
    }

    /**
     * Goes through the whole ledger up to the newest signed head; returns that head.
     *
     * @throws LedgerTampered with the first position that is not what was signed
     */
    public Checkpoint verify() {
        SignedNote note = checkpoints.latest().orElseThrow(() -> new IllegalStateException("Nothing is signed yet"));
        if (!note.isSignedBy(key)) {
            throw new LedgerTampered("The newest head is not signed by " + key.name());
        }
        Checkpoint head = Checkpoint.parse(note.text());
        var tree = new GrowingTree();
        Page page = reader.read(0, PAGE, Set.of());
        while (tree.size() < head.size()) {
            FutureTask<Page> ahead = page.full() ? readAhead(page.scannedTo()) : null;
            add(tree, page.entries(), head.size());
            if (tree.size() < head.size()) {
                if (ahead == null) {
                    throw new LedgerTampered(
                            "Position " + (tree.size() + 1) + " is missing; " + head.size() + " entries were signed");
                }
                page = await(ahead);
            }
        }
        if (!Arrays.equals(tree.root(), head.root())) {
            throw new LedgerTampered("The entries up to " + head.size() + " do not have the root that was signed");
        }
        return head;
    }

    private static void add(GrowingTree tree, List<Entry> entries, long size) {
        // Hashing is most of the work, and each leaf stands alone.
        List<byte[]> leaves = entries.parallelStream().map(Leaf::of).toList();
        for (int i = 0; i < leaves.size() && tree.size() < size; i++) {
            Entry entry = entries.get(i);
            if (entry.position() != tree.size() + 1) {
                throw new LedgerTampered("Position " + (tree.size() + 1) + " is missing");
            }
            byte[] leaf = leaves.get(i);
            if (!Arrays.equals(leaf, entry.leaf())) {
                throw new LedgerTampered(
                        "The entry at position " + entry.position() + " does not have the content it was written with");
            }
            tree.add(leaf, (level, number, hashes) -> {});
        }
    }

    /** The next page is read while this one is hashed. */
    private FutureTask<Page> readAhead(long after) {
        var task = new FutureTask<>(() -> reader.read(after, PAGE, Set.of()));
        Thread.ofPlatform().daemon().name("ledger-check-reader").start(task);
        return task;
    }

    private static Page await(FutureTask<Page> reading) {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The check was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        }
    }
}
