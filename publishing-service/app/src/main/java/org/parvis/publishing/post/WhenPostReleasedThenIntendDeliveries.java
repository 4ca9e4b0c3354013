package org.parvis.publishing.post;

import java.time.Clock;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.parvis.axon.Commands;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.PostReleased;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.delivery.CancelDelivery;
import org.parvis.publishing.delivery.Expiry;
import org.parvis.publishing.delivery.IntendDelivery;
import org.parvis.publishing.network.Networks;
import org.springframework.stereotype.Component;

/** A released post gets a delivery for each of its variants. */
@Component
@ProcessingGroup(WhenPostReleasedThenIntendDeliveries.GROUP)
class WhenPostReleasedThenIntendDeliveries {

    static final String GROUP = "publishing.post.delivery";

    private static final Actor SELF = Actor.automation(GROUP);

    private final Commands commands;
    private final Posts posts;
    private final Channels channels;
    private final Networks networks;
    private final Expiry expiry;
    private final Clock clock;

    WhenPostReleasedThenIntendDeliveries(
            Commands commands, Posts posts, Channels channels, Networks networks, Expiry expiry, Clock clock) {
        this.commands = commands;
        this.posts = posts;
        this.channels = channels;
        this.networks = networks;
        this.expiry = expiry;
        this.clock = clock;
    }

    @EventHandler
    void react(PostReleased event, @SequenceNumber long sequence, @MessageIdentifier String eventId) {
        var post = posts.find(event.postId()).orElseThrow();
        var release = post.release();
        if (release == null || release != sequence) {
            // Taken back meanwhile.
            return;
        }
        var deliveryIds = post.deliveryIds();
        for (var number = 0; number < deliveryIds.size(); number++) {
            intend(event, post, number, deliveryIds.get(number), eventId);
        }
    }

    private void intend(PostReleased event, PostView post, int number, String deliveryId, String eventId) {
        var variant = post.variants().get(number);
        var channel = channels.find(variant.channelId());
        if (channel.isEmpty()) {
            commands.send(new CancelDelivery(deliveryId, event.brandId(), "CHANNEL_UNKNOWN"), SELF, "gone-" + eventId);
            return;
        }
        var adapter = networks.of(channel.get().network());
        commands.send(
                new IntendDelivery(
                        deliveryId,
                        event.brandId(),
                        variant.channelId(),
                        channel.get().network(),
                        adapter.deliveryClass(channel.get().settings(), Outgoing.POST),
                        Outgoing.POST,
                        event.postId(),
                        null,
                        variant.text(),
                        null,
                        variant.contentHash(),
                        adapter.clientKey(deliveryId, clock.instant()),
                        event.reviewId(),
                        event.leavesAt(),
                        event.leavesAt().plus(expiry.post()),
                        variant.language().isBlank() ? null : variant.language()),
                SELF,
                "intend-" + eventId);
    }
}
