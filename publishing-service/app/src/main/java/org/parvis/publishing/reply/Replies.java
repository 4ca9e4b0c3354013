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
        var past = history.of("Reply", replyId, ReplyEvent.class);
        if (past.isEmpty()) {
            return Optional.empty();
        }
        var reply = new Reply();
        String deliveryId = null;
        for (var entry : past.entries()) {
            reply.evolve(entry.event());
            if (entry.event() instanceof ReplyReleased) {
                deliveryId = DeliveryId.of(Outgoing.REPLY, replyId, entry.sequence(), 0);
            }
        }
        var view = reply.view(past.version(), deliveryId);
        return Optional.of(view.stage() == ReplyStage.RELEASED ? view : reply.view(past.version(), null));
    }
}
