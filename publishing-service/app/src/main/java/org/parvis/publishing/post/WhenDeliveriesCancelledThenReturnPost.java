package org.parvis.publishing.post;

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
import org.parvis.publishing.delivery.DeliveryPhase;
import org.springframework.stereotype.Component;

/** A post none of whose variants will leave is a draft again: somebody decides anew. */
@Component
@ProcessingGroup(WhenDeliveriesCancelledThenReturnPost.GROUP)
class WhenDeliveriesCancelledThenReturnPost {

    static final String GROUP = "publishing.post.return";

    private static final Actor SELF = Actor.automation(GROUP);

    private final Commands commands;
    private final Deliveries deliveries;
    private final Posts posts;

    WhenDeliveriesCancelledThenReturnPost(Commands commands, Deliveries deliveries, Posts posts) {
        this.commands = commands;
        this.deliveries = deliveries;
        this.posts = posts;
    }

    @EventHandler
    void react(
            DeliveryCancelled event,
            @MessageIdentifier String eventId,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actorId) {
        deliveries
                .find(event.deliveryId())
                .filter(delivery ->
                        delivery.intent() != null && delivery.intended().outgoing() == Outgoing.POST)
                .flatMap(delivery -> posts.find(delivery.intended().outgoingId()))
                .filter(post -> post.deliveryIds().contains(event.deliveryId()) && nothingLeaves(post))
                .ifPresent(post -> commands.send(
                        new HoldPost(post.postId(), post.brandId(), actorId == null ? GROUP : actorId),
                        SELF,
                        "return-" + eventId));
    }

    private boolean nothingLeaves(PostView post) {
        return post.deliveryIds().stream()
                .allMatch(id -> deliveries
                        .find(id)
                        .filter(delivery -> delivery.phase() == DeliveryPhase.CANCELLED)
                        .isPresent());
    }
}
