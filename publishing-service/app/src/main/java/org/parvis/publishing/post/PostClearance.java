package org.parvis.publishing.post;

import java.time.Instant;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.delivery.Candidate;
import org.parvis.publishing.delivery.Clearance;
import org.parvis.publishing.delivery.Verdict;

/** The post is still released by this very release, and the words that would leave are one of its approved variants. */
final class PostClearance implements Clearance {

    private final Posts posts;

    PostClearance(Posts posts) {
        this.posts = posts;
    }

    @Override
    public Verdict check(Candidate candidate, Instant now) {
        if (candidate.outgoing() != Outgoing.POST) {
            return Verdict.CLEAR;
        }
        var found = posts.find(candidate.outgoingId());
        if (found.isEmpty() || !found.get().brandId().equals(candidate.brandId())) {
            return new Verdict.Cancel("NOT_APPROVED");
        }
        var post = found.get();
        var number = post.deliveryIds().indexOf(candidate.deliveryId());
        if (number < 0) {
            return new Verdict.Cancel("TAKEN_BACK");
        }
        var variant = post.variants().get(number);
        var leaving = ContentHash.of(candidate.channelId(), null, candidate.text());
        if (!leaving.equals(variant.contentHash()) || !leaving.equals(candidate.contentHash())) {
            return new Verdict.Cancel("HASH_MISMATCH");
        }
        var leavesAt = post.leavesAt();
        return leavesAt == null || now.isBefore(leavesAt) ? new Verdict.Cancel("TOO_EARLY") : Verdict.CLEAR;
    }
}
