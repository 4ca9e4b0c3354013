package org.parvis.reporting.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.ledger.Leaf;
import org.parvis.ledger.tree.NoteSigner;
import org.parvis.ledger.tree.SignedNote;
import org.parvis.reporting.audit.Conduct.Verdict;
import org.springframework.stereotype.Component;

/**
 * Checks a story as the offline verifier would, for the page: each entry's leaf over its stored bytes, its place in the signed tree, no
 * hole in any stream, what was sent is what was approved, and nobody approved their own words.
 */
@Component
final class Proof {

    private final SealedBundles sealed;
    private final NoteSigner signer;
    private final Clock clock;

    Proof(SealedBundles sealed, NoteSigner signer, Clock clock) {
        this.sealed = sealed;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param waiting entries too young to be sealed yet
     * @param sentAsApproved null when there is nothing to say
     * @param approverIsNotAuthor null when nothing was approved
     */
    record Result(
            int entries,
            boolean untouched,
            boolean complete,
            boolean inTree,
            int waiting,
            long treeSize,
            String root,
            @Nullable Verdict sentAsApproved,
            @Nullable Verdict approverIsNotAuthor,
            Instant at,
            Duration took) {

        public long getMillis() {
            return took.toMillis();
        }

        public boolean isBroken() {
            return !untouched
                    || !complete
                    || !inTree
                    || sentAsApproved == Verdict.BAD
                    || approverIsNotAuthor == Verdict.BAD;
        }

        /** Whether nothing is left that could not be judged. */
        public boolean isVerified() {
            return !isBroken() && sentAsApproved != Verdict.NOT_JUDGED && approverIsNotAuthor != Verdict.NOT_JUDGED;
        }
    }

    Result of(AuditTrail.Trail trail) {
        var story = trail.entries();
        var began = System.nanoTime();
        var tree = sealed.tree();
        var checkpoint = tree.checkpoint();
        var untouched = true;
        var inTree =
                signer.key().verifies(tree.note().text(), signature(tree.note().signatures()));
        var waiting = 0;
        for (var read : story) {
            var entry = read.entry();
            var leaf = Leaf.of(entry);
            untouched &= Arrays.equals(leaf, entry.leaf());
            if (entry.position() > checkpoint.size()) {
                waiting++;
            } else {
                inTree &= tree.inclusion(entry.position()).proves(leaf);
            }
        }
        var conduct = Conduct.of(trail);
        return new Result(
                story.size(),
                untouched,
                isComplete(trail.whole()),
                inTree,
                waiting,
                checkpoint.size(),
                HexFormat.of().formatHex(checkpoint.root()),
                conduct.sentAsApproved().orElse(null),
                conduct.approverIsNotAuthor().orElse(null),
                clock.instant(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    private byte[] signature(List<SignedNote.Line> lines) {
        return lines.stream()
                .filter(line -> line.name().equals(signer.key().name())
                        && Arrays.equals(line.keyId(), signer.key().id()))
                .map(SignedNote.Line::signature)
                .findFirst()
                .orElse(new byte[64]);
    }

    private static boolean isComplete(List<LedgerEvents.Read> story) {
        Map<String, Long> next = new HashMap<>();
        for (var read : story) {
            var entry = read.entry();
            if (entry.sequence() != next.getOrDefault(entry.aggregateId(), 0L)) {
                return false;
            }
            next.put(entry.aggregateId(), entry.sequence() + 1);
        }
        return true;
    }
}
