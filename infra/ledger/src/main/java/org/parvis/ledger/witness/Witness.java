package org.parvis.ledger.witness;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.Merkle;
import org.parvis.ledger.tree.NoteKey;
import org.parvis.ledger.tree.NoteSigner;
import org.parvis.ledger.tree.SignedNote;

/** Confirms a head only when it continues the last one it confirmed; what it confirms it remembers first. */
final class Witness {

    private final NoteSigner signer;
    private final List<NoteKey> ledgers;
    private final WitnessMemory memory;
    private final Clock clock;

    Witness(NoteSigner signer, List<NoteKey> ledgers, WitnessMemory memory, Clock clock) {
        this.signer = signer;
        this.ledgers = List.copyOf(ledgers);
        this.memory = memory;
        this.clock = clock;
    }

    /** What the protocol answers, with the status it has there. */
    sealed interface Answer {

        record Confirmed(String lines) implements Answer {}

        record NotUnderstood(String why) implements Answer {}

        record UnknownLedger() implements Answer {}

        record NotSigned() implements Answer {}

        /** @param size of the head that was confirmed last */
        record OtherSize(long size) implements Answer {}

        record NotProven() implements Answer {}

        default int status() {
            return switch (this) {
                case Confirmed c -> 200;
                case NotUnderstood n -> 400;
                case NotSigned n -> 403;
                case UnknownLedger u -> 404;
                case OtherSize o -> 409;
                case NotProven n -> 422;
            };
        }
    }

    /** One at a time: what is compared with the memory must still be the memory when the new head is kept. */
    synchronized Answer add(String body) {
        Submission submission;
        Checkpoint head;
        try {
            submission = Submission.parse(body);
            head = Checkpoint.parse(submission.head().text());
        } catch (IllegalArgumentException e) {
            return new Answer.NotUnderstood(String.valueOf(e.getMessage()));
        }
        List<NoteKey> keys =
                ledgers.stream().filter(key -> key.name().equals(head.origin())).toList();
        if (keys.isEmpty()) {
            return new Answer.UnknownLedger();
        }
        if (keys.stream().noneMatch(submission.head()::isSignedBy)) {
            return new Answer.NotSigned();
        }
        if (submission.old() > head.size()) {
            return new Answer.NotUnderstood("The old size is beyond the new one");
        }
        Optional<SignedNote> known = memory.latest(head.origin());
        Checkpoint last = known.map(note -> Checkpoint.parse(note.text()))
                .orElse(new Checkpoint(head.origin(), 0, Merkle.emptyRoot()));
        if (submission.old() != last.size()) {
            return new Answer.OtherSize(last.size());
        }
        if (head.size() == last.size() && !Arrays.equals(head.root(), last.root())) {
            return new Answer.OtherSize(last.size());
        }
        boolean proven = Merkle.consistent(last.size(), last.root(), head.size(), head.root(), submission.proof());
        if (!proven) {
            return new Answer.NotProven();
        }
        memory.keep(head.origin(), submission.head());
        return new Answer.Confirmed(
                signer.cosign(submission.head().text(), clock.instant()).toString());
    }
}
