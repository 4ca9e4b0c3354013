package org.parvis.publishing.reply;

import java.time.Instant;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.delivery.Candidate;
import org.parvis.publishing.delivery.Clearance;
import org.parvis.publishing.delivery.Verdict;

/** The reply is still released by this very release, and the words that would leave hash to what was released. */
final class ReplyClearance implements Clearance {

    private final Replies replies;

    ReplyClearance(Replies replies) {
        this.replies = replies;
    }

    @Override
    public Verdict check(Candidate candidate, Instant now) {
        if (candidate.outgoing() != Outgoing.REPLY) {
            return Verdict.CLEAR;
        }
        var found = replies.find(candidate.outgoingId());
        if (found.isEmpty() || !found.get().brandId().equals(candidate.brandId())) {
            return new Verdict.Cancel("NOT_APPROVED");
        }
        var reply = found.get();
        if (reply.stage() != ReplyStage.RELEASED || !candidate.deliveryId().equals(reply.deliveryId())) {
            return new Verdict.Cancel(ReplyDesk.TAKEN_BACK);
        }
        var leaving = ContentHash.of(candidate.channelId(), reply.mentionId(), candidate.text());
        if (!leaving.equals(reply.contentHash()) || !leaving.equals(candidate.contentHash())) {
            return new Verdict.Cancel("HASH_MISMATCH");
        }
        var leavesAt = reply.leavesAt();
        return leavesAt == null || now.isBefore(leavesAt) ? new Verdict.Cancel("TOO_EARLY") : Verdict.CLEAR;
    }
}
