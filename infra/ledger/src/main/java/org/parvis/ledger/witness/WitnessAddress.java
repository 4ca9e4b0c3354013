package org.parvis.ledger.witness;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.parvis.ledger.tree.NoteKey;

/**
 * Where a witness listens, and the key by which it is known.
 *
 * @param url what comes before {@code /add-checkpoint}
 */
public record WitnessAddress(URI url, NoteKey key) {

    public WitnessAddress {
        if (key.type() != NoteKey.COSIGNATURE) {
            throw new IllegalArgumentException("Not the key of a witness: " + key);
        }
        if (!url.isAbsolute() || !url.getScheme().matches("https?")) {
            throw new IllegalArgumentException("Not the address of a witness: " + url);
        }
    }

    /** Reads {@code URL KEY}, several on lines of their own or parted by semicolons; empty text is no witness. */
    public static List<WitnessAddress> parse(String text) {
        var found = new ArrayList<WitnessAddress>();
        for (String line : text.split("[;\n]", -1)) {
            String words = line.strip();
            if (words.isEmpty() || words.startsWith("#")) {
                continue;
            }
            String[] parts = words.split("\\s+", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("A witness is given as URL KEY, not as " + words);
            }
            found.add(new WitnessAddress(URI.create(parts[0]), NoteKey.parse(parts[1])));
        }
        return List.copyOf(found);
    }
}
