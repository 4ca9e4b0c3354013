package org.parvis.crm.integration;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.parvis.axon.Commands;
import org.parvis.crm.api.GiveAnswerBack;
import org.parvis.crm.conversation.RecordAnswer;
import org.parvis.crm.suggestion.RecordAuthorTold;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryRejected;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.ReplyCancelled;
import org.parvis.publishing.api.ReplyDrafted;
import org.parvis.publishing.api.ReplyHeld;
import org.parvis.publishing.api.ReplyReturned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A reply that is live is an answer, and when it was written to the author of a suggestion, that author is told. A reply that became a draft
 * again, or will never leave, gives the right to answer back. One whose outcome is unknown keeps it: it may be live.
 */
@Component
@ProcessingGroup(WhenReplySettlesThenSettleConversation.GROUP)
final class WhenReplySettlesThenSettleConversation {

    static final String GROUP = "crm.conversation.answers";

    private static final Logger LOG = LoggerFactory.getLogger(WhenReplySettlesThenSettleConversation.class);
    private static final Actor SELF = Actor.automation(GROUP);

    private final ReplyWatch replies;
    private final Commands commands;

    WhenReplySettlesThenSettleConversation(ReplyWatch replies, Commands commands) {
        this.replies = replies;
        this.commands = commands;
    }

    @EventHandler
    void react(ReplyDrafted event) {
        replies.begin(event);
    }

    @EventHandler
    void react(ReplyHeld event, @MessageIdentifier String eventId) {
        giveBack(event.replyId(), eventId);
    }

    @EventHandler
    void react(ReplyReturned event, @MessageIdentifier String eventId) {
        giveBack(event.replyId(), eventId);
    }

    @EventHandler
    void react(ReplyCancelled event, @MessageIdentifier String eventId) {
        giveBack(event.replyId(), eventId);
    }

    @EventHandler
    void react(DeliveryRejected event, @MessageIdentifier String eventId) {
        if (event.outgoing() == Outgoing.REPLY) {
            giveBack(event.outgoingId(), eventId);
        }
    }

    private void giveBack(String replyId, String eventId) {
        var reply = watched(replyId);
        try {
            commands.send(new GiveAnswerBack(reply.conversationId(), replyId), SELF, "give back " + eventId);
        } catch (AggregateNotFoundException e) {
            LOG.debug("Reply {} was begun for a conversation that never was; it holds no right", replyId);
        }
    }

    @EventHandler
    void react(DeliveryConfirmed event) {
        if (event.outgoing() != Outgoing.REPLY) {
            return;
        }
        var reply = watched(event.outgoingId());
        commands.send(
                new RecordAnswer(
                        reply.conversationId(), reply.brandId(), reply.replyId(), reply.authorId(), event.sentAt()),
                SELF,
                "answered " + reply.replyId());
        if (reply.suggestionId() != null) {
            commands.send(
                    new RecordAuthorTold(
                            reply.suggestionId(),
                            reply.brandId(),
                            reply.mentionId(),
                            reply.personId(),
                            reply.replyId(),
                            event.sentAt()),
                    SELF,
                    "told " + reply.replyId());
        }
    }

    private ReplyWatch.Watched watched(String replyId) {
        return replies.find(replyId)
                .orElseThrow(() -> new IllegalStateException("Reply " + replyId + " has an end but no beginning"));
    }
}
