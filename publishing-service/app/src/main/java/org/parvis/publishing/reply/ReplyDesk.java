package org.parvis.publishing.reply;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.channel.ChannelList;
import org.parvis.publishing.channel.ChannelView;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.channel.Sight;
import org.parvis.publishing.delivery.CancelDelivery;
import org.parvis.publishing.delivery.Deliveries;
import org.parvis.publishing.delivery.DeliveryView;
import org.parvis.publishing.network.TextLimit;

/** What people do with replies, for the API and the pages alike: rights first, then what the commands need to know, then the commands. */
public final class ReplyDesk {

    /** Why a delivery is cancelled when somebody takes its reply back. */
    static final String TAKEN_BACK = "TAKEN_BACK";

    private final Commands commands;
    private final Access access;
    private final Replies replies;
    private final Deliveries deliveries;
    private final Channels channels;
    private final ChannelList channelList;
    private final Conversations conversations;
    private final RightToAnswer right;

    ReplyDesk(
            Commands commands,
            Access access,
            Replies replies,
            Deliveries deliveries,
            Channels channels,
            ChannelList channelList,
            Conversations conversations,
            RightToAnswer right) {
        this.commands = commands;
        this.access = access;
        this.replies = replies;
        this.deliveries = deliveries;
        this.channels = channels;
        this.channelList = channelList;
        this.conversations = conversations;
        this.right = right;
    }

    /**
     * Begins a reply or changes it; true when it was begun.
     *
     * @param channelId null to answer with the brand's channel on the same network
     * @param mentionId null to answer the newest message its writer saw
     */
    boolean write(
            String replyId,
            String conversationId,
            @Nullable String channelId,
            @Nullable String mentionId,
            String text,
            @Nullable Long conversationVersion) {
        var known = replies.find(replyId);
        known.ifPresentOrElse(
                reply -> access.require(Action.DRAFT, reply.brandId(), reply.channelId(), "reply:" + replyId),
                () -> Ids.requireValid(replyId));
        var conversation =
                conversations.find(conversationId).orElseThrow(() -> new NotFound("conversation", conversationId));
        access.requireSomewhere(Action.DRAFT, conversation.brandId(), "conversation:" + conversationId);
        var seen = conversationVersion == null ? conversation.version() : conversationVersion;
        var channel = channel(conversation, channelId);
        access.require(Action.DRAFT, conversation.brandId(), channel.channelId(), "channel:" + channel.channelId());
        commands.send(new WriteReply(
                replyId,
                conversation.brandId(),
                conversationId,
                answered(conversation, mentionId, seen),
                channel.channelId(),
                conversation.personId(),
                text,
                seen));
        return known.isEmpty();
    }

    /** The channels on which the caller may answer there. */
    List<ChannelView> writable(Conversations.Conversation conversation) {
        var sight = access.scope(Action.DRAFT);
        return channelList.usable(conversation.brandId()).stream()
                .filter(channel -> channel.network().name().equals(conversation.network()))
                .filter(channel -> sight.covers(channel.brandId(), channel.channelId()))
                .toList();
    }

    private ChannelView channel(Conversations.Conversation conversation, @Nullable String channelId) {
        if (channelId == null || channelId.isBlank()) {
            return writable(conversation).stream()
                    .findFirst()
                    .orElseThrow(() -> new InvalidInput("channel", "no-channel", conversation.network()));
        }
        var channel = channels.find(channelId)
                .filter(found -> found.brandId().equals(conversation.brandId()))
                .orElseThrow(() -> new NotFound("channel", channelId));
        if (!channel.network().name().equals(conversation.network())) {
            throw new InvalidInput("channel", "other-network", channel.network(), conversation.network());
        }
        return channel;
    }

    private static String answered(
            Conversations.Conversation conversation, @Nullable String mentionId, long seenVersion) {
        if (mentionId != null && !mentionId.isBlank()) {
            if (!conversation.contains(mentionId)) {
                throw new NotFound("mention", mentionId);
            }
            return mentionId;
        }
        return conversation
                .newestAt(seenVersion)
                .orElseThrow(() -> new InvalidInput("conversationVersion", "nothing-to-answer"))
                .mentionId();
    }

    /** Says that these words are to go out, if nothing newer is to be read first. */
    void submit(String replyId) {
        var reply = require(replyId, Action.DRAFT);
        var channel = channels.find(reply.channelId()).orElseThrow(() -> new NotFound("channel", reply.channelId()));
        var submission = new SubmitReply(replyId, reply.brandId(), channel.network());
        var isSendable =
                !reply.text().isBlank() && TextLimit.of(channel.network()).fits(reply.text());
        if (reply.stage() != ReplyStage.DRAFT || !isSendable) {
            // The reply itself says no, or has been submitted already.
            commands.send(submission);
            return;
        }
        right.reserve(reply.conversationId(), replyId, reply.conversationVersion());
        try {
            commands.send(submission);
        } catch (Refused e) {
            right.giveBack(reply.conversationId(), replyId);
            throw e;
        }
    }

    /** Takes a released reply back: the delivery first, because only it knows whether it is too late. */
    public void hold(String replyId, Actor actor) {
        var reply = find(replyId);
        requireHold(reply, actor);
        if (reply.deliveryId() != null) {
            commands.send(new CancelDelivery(reply.deliveryId(), reply.brandId(), TAKEN_BACK));
        }
        commands.send(new HoldReply(replyId, reply.brandId(), actor.id()));
    }

    /** Gives a reply up. */
    void cancel(String replyId, String reason, Actor actor) {
        var reply = find(replyId);
        requireHold(reply, actor);
        if (reply.deliveryId() != null) {
            commands.send(new CancelDelivery(reply.deliveryId(), reply.brandId(), TAKEN_BACK));
        }
        commands.send(new CancelReply(replyId, reply.brandId(), reason));
    }

    /** Who wrote it may take it back; so may who watches over what goes out. */
    private void requireHold(ReplyView reply, Actor actor) {
        var action = reply.authorId().equals(actor.id()) ? Action.DRAFT : Action.HOLD;
        access.require(action, reply.brandId(), reply.channelId(), "reply:" + reply.replyId());
    }

    ReplyAnswer read(String replyId) {
        var reply = find(replyId);
        Sight.require(access, reply.brandId(), reply.channelId(), "reply:" + replyId, Action.READ_INBOX, Action.DRAFT);
        return ReplyAnswer.of(reply, delivery(reply));
    }

    @Nullable
    DeliveryView delivery(ReplyView reply) {
        return reply.deliveryId() == null
                ? null
                : deliveries.find(reply.deliveryId()).orElse(null);
    }

    ReplyView require(String replyId, Action action) {
        var reply = find(replyId);
        access.require(action, reply.brandId(), reply.channelId(), "reply:" + replyId);
        return reply;
    }

    private ReplyView find(String replyId) {
        return replies.find(replyId).orElseThrow(() -> new NotFound("reply", replyId));
    }
}
