package org.parvis.publishing.reply;

import java.time.Clock;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.parvis.axon.Commands;
import org.parvis.identity.rights.Actor;
import org.parvis.privacy.Erased;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.ReplyReleased;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.delivery.CancelDelivery;
import org.parvis.publishing.delivery.DeliveryId;
import org.parvis.publishing.delivery.Expiry;
import org.parvis.publishing.delivery.IntendDelivery;
import org.parvis.publishing.network.Networks;
import org.springframework.stereotype.Component;

/** A released reply gets a delivery: the words and the place as they were approved, and a key of its own for the network. */
@Component
@ProcessingGroup(WhenReplyReleasedThenIntendDelivery.GROUP)
class WhenReplyReleasedThenIntendDelivery {

    static final String GROUP = "publishing.reply.delivery";

    private static final Actor SELF = Actor.automation(GROUP);

    private final Commands commands;
    private final Replies replies;
    private final Mentions mentions;
    private final Channels channels;
    private final Networks networks;
    private final Expiry expiry;
    private final Clock clock;

    WhenReplyReleasedThenIntendDelivery(
            Commands commands,
            Replies replies,
            Mentions mentions,
            Channels channels,
            Networks networks,
            Expiry expiry,
            Clock clock) {
        this.commands = commands;
        this.replies = replies;
        this.mentions = mentions;
        this.channels = channels;
        this.networks = networks;
        this.expiry = expiry;
        this.clock = clock;
    }

    @EventHandler
    void react(ReplyReleased event, @SequenceNumber long sequence, @MessageIdentifier String eventId) {
        var deliveryId = DeliveryId.of(Outgoing.REPLY, event.replyId(), sequence, 0);
        var reply = replies.find(event.replyId()).orElseThrow();
        if (!deliveryId.equals(reply.deliveryId())) {
            // Taken back meanwhile.
            return;
        }
        var mention = mentions.find(reply.mentionId());
        var channel = channels.find(reply.channelId());
        if (mention.isEmpty() || mention.get().deletedAtOrigin() || channel.isEmpty() || Erased.is(reply.text())) {
            // What it answers is gone. Without its place in the thread it must not stand alone in public.
            commands.send(new CancelDelivery(deliveryId, event.brandId(), "MENTION_GONE"), SELF, "gone-" + eventId);
            commands.send(new HoldReply(event.replyId(), event.brandId(), GROUP), SELF, "gone-" + eventId);
            return;
        }
        var adapter = networks.of(channel.get().network());
        commands.send(
                new IntendDelivery(
                        deliveryId,
                        event.brandId(),
                        reply.channelId(),
                        channel.get().network(),
                        adapter.deliveryClass(channel.get().settings(), Outgoing.REPLY),
                        Outgoing.REPLY,
                        event.replyId(),
                        reply.personId(),
                        reply.text(),
                        mention.get().remoteId(),
                        event.contentHash(),
                        adapter.clientKey(deliveryId, clock.instant()),
                        event.reviewId(),
                        event.leavesAt(),
                        event.leavesAt().plus(expiry.reply()),
                        null),
                SELF,
                "intend-" + eventId);
    }
}
