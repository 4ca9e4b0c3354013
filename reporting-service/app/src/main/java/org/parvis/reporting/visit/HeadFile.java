package org.parvis.reporting.visit;

import java.util.Optional;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.SignedNote;

/** A head as somebody hands it in: perhaps sent by mail meanwhile, so line ends may have changed. */
final class HeadFile {

    private static final int LONGEST = 16 << 10;

    private HeadFile() {}

    static Optional<SignedNote> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var note = SignedNote.parse(text.replace("\r\n", "\n").strip() + "\n");
            Checkpoint.parse(note.text());
            return Optional.of(note);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
