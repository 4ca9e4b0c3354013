package org.parvis.ledger.bundle;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.ledger.Entry;
import org.parvis.ledger.tree.NoteKey;

/**
 * What to put into a bundle.
 *
 * @param view gives a readable text for an entry where the receiver may read it (or null); it is not covered by proofs
 * @param since the size of the head that the receiver kept from last time; 0 for none
 * @param witnesses keys of witnesses to hand out along with the ledger's own key
 * @param covering the last position that must be inside; a witnessed head before it is too early
 */
public record BundleRequest(
        BundleScope scope, Function<Entry, @Nullable String> view, long since, List<NoteKey> witnesses, long covering) {

    /** A plain bundle: no readable texts, no earlier head, no witnesses. */
    public static BundleRequest of(BundleScope scope) {
        return new BundleRequest(scope, entry -> null, 0, List.of(), Long.MAX_VALUE);
    }

    public BundleRequest withView(Function<Entry, @Nullable String> readable) {
        return new BundleRequest(scope, readable, since, witnesses, covering);
    }

    public BundleRequest since(long size) {
        return new BundleRequest(scope, view, size, witnesses, covering);
    }

    public BundleRequest witnessedBy(List<NoteKey> keys) {
        return new BundleRequest(scope, view, since, keys, covering);
    }

    public BundleRequest covering(long position) {
        return new BundleRequest(scope, view, since, witnesses, position);
    }
}
