package org.parvis.publishing.reply;

import java.util.Optional;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.ReplyEvent;
import org.parvis.publishing.api.ReplyReleased;
import org.parvis.publishing.delivery.DeliveryId;
import org.parvis.publishing.history.History;

/** Replies as the ledger knows them now. */
public final class Replies {

    private final History history;

    public Replies(History history) {
        this.history = history;
    }

    public Optional<ReplyView> find(String replyId) {
        var reply = new Reply();
        var release = new long[] {-1};
        var version = history.each("Reply", replyId, ReplyEvent.class, entry -> {
            reply.evolve(entry.event());
            if (entry.event() instanceof ReplyReleased) {
                release[0] = entry.sequence();
            }
        });
        if (version < 0) {
            return Optional.empty();
        }
        var view = reply.view(version, null);
        return Optional.of(
                view.stage() == ReplyStage.RELEASED
                        ? reply.view(version, DeliveryId.of(Outgoing.REPLY, replyId, release[0], 0))
                        : view);
    }
}
