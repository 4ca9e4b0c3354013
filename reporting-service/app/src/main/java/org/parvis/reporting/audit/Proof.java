package org.parvis.reporting.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.ledger.Leaf;
import org.parvis.ledger.tree.NoteSigner;
import org.parvis.ledger.tree.SignedNote;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewApprovedWithEdit;
import org.parvis.moderation.api.ReviewNotNeeded;
import org.parvis.publishing.api.AttemptStarted;
import org.parvis.publishing.api.ReplyDrafted;
import org.parvis.publishing.api.ReplyRevised;
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
     * @param sentAsApproved null when nothing was sent
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
            @Nullable Boolean sentAsApproved,
            @Nullable Boolean approverIsNotAuthor,
            Instant at,
            Duration took) {

        public long getMillis() {
            return took.toMillis();
        }

        public boolean isVerified() {
            return untouched
                    && complete
                    && inTree
                    && !Boolean.FALSE.equals(sentAsApproved)
                    && !Boolean.FALSE.equals(approverIsNotAuthor);
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
        return new Result(
                story.size(),
                untouched,
                trail.cut() || isComplete(trail.whole()),
                inTree,
                waiting,
                checkpoint.size(),
                HexFormat.of().formatHex(checkpoint.root()),
                sentAsApproved(story),
                approverIsNotAuthor(story),
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

    private static @Nullable Boolean sentAsApproved(List<LedgerEvents.Read> story) {
        Set<String> approved = new HashSet<>();
        Boolean answer = null;
        for (var read : story) {
            switch (read.event()) {
                case ReviewApproved e -> approved.add(e.contentHash());
                case ReviewApprovedWithEdit e -> approved.add(e.contentHash());
                case ReviewNotNeeded e -> approved.add(e.contentHash());
                case AttemptStarted e -> answer = approved.contains(e.contentHash()) && !Boolean.FALSE.equals(answer);
                default -> {}
            }
        }
        return answer;
    }

    private static @Nullable Boolean approverIsNotAuthor(List<LedgerEvents.Read> story) {
        Set<String> writers = new HashSet<>();
        Boolean answer = null;
        for (var read : story) {
            switch (read.event()) {
                case ReplyDrafted e -> writers.add(e.authorId());
                case ReplyRevised e -> {
                    if (answer == null) {
                        writers.add(e.editorId());
                    }
                }
                case ReviewApproved e -> answer = !writers.contains(e.approverId()) && !Boolean.FALSE.equals(answer);
                case ReviewApprovedWithEdit e ->
                    answer = !writers.contains(e.approverId()) && !Boolean.FALSE.equals(answer);
                default -> {}
            }
        }
        return answer;
    }
}
