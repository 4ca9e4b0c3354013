package org.parvis.publishing.reply;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.EntryMetadata;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.api.DeliveryCancelled;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.delivery.Deliveries;
import org.springframework.stereotype.Component;

/** A reply whose delivery will not leave is a draft again: somebody decides anew. */
@Component
@ProcessingGroup(WhenDeliveryCancelledThenReturnReply.GROUP)
class WhenDeliveryCancelledThenReturnReply {

    static final String GROUP = "publishing.reply.return";

    private static final Actor SELF = Actor.automation(GROUP);

    private final Commands commands;
    private final Deliveries deliveries;
    private final Replies replies;

    WhenDeliveryCancelledThenReturnReply(Commands commands, Deliveries deliveries, Replies replies) {
        this.commands = commands;
        this.deliveries = deliveries;
        this.replies = replies;
    }

    @EventHandler
    void react(
            DeliveryCancelled event,
            @MessageIdentifier String eventId,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actorId) {
        deliveries
                .find(event.deliveryId())
                .filter(delivery ->
                        delivery.intent() != null && delivery.intended().outgoing() == Outgoing.REPLY)
                .flatMap(delivery -> replies.find(delivery.intended().outgoingId()))
                .filter(reply -> event.deliveryId().equals(reply.deliveryId()))
                .ifPresent(reply -> commands.send(
                        new HoldReply(reply.replyId(), reply.brandId(), actorId == null ? GROUP : actorId),
                        SELF,
                        "return-" + eventId));
    }
}
