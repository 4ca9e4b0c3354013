package org.parvis.crm.integration;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.parvis.axon.Commands;
import org.parvis.crm.api.ConversationAssigned;
import org.parvis.crm.api.ConversationReopened;
import org.parvis.crm.api.ConversationResolved;
import org.parvis.crm.conversation.AssignConversation;
import org.parvis.identity.api.MemberLeft;
import org.parvis.identity.api.MemberReturned;
import org.parvis.identity.rights.Actor;
import org.springframework.stereotype.Component;

/**
 * Who left answers nobody any more: the open conversations they held are nobody's again and back in everybody's queue. One that was resolved
 * follows when its author writes again.
 */
@Component
@ProcessingGroup(WhenMemberLeavesThenFreeConversations.GROUP)
final class WhenMemberLeavesThenFreeConversations {

    static final String GROUP = "crm.conversation.leavers";

    private static final Actor SELF = Actor.automation(GROUP);

    private final Holders holders;
    private final Commands commands;

    WhenMemberLeavesThenFreeConversations(Holders holders, Commands commands) {
        this.holders = holders;
        this.commands = commands;
    }

    @EventHandler
    void react(ConversationAssigned event, @MessageIdentifier String eventId) {
        holders.assigned(event.conversationId(), event.brandId(), event.memberId());
        freeIfHolderLeft(event.conversationId(), event.brandId(), eventId);
    }

    @EventHandler
    void react(ConversationResolved event) {
        holders.resolved(event.conversationId(), true);
    }

    @EventHandler
    void react(ConversationReopened event, @MessageIdentifier String eventId) {
        holders.resolved(event.conversationId(), false);
        freeIfHolderLeft(event.conversationId(), event.brandId(), eventId);
    }

    @EventHandler
    void react(MemberLeft event, @MessageIdentifier String eventId) {
        holders.left(event.memberId());
        holders.forEachOpenOf(event.memberId(), held -> free(held.conversationId(), held.brandId(), eventId));
    }

    @EventHandler
    void react(MemberReturned event) {
        holders.returned(event.memberId());
    }

    private void freeIfHolderLeft(String conversationId, String brandId, String eventId) {
        if (holders.isHeldBySomebodyWhoLeft(conversationId)) {
            free(conversationId, brandId, eventId);
        }
    }

    private void free(String conversationId, String brandId, String eventId) {
        commands.send(
                new AssignConversation(conversationId, brandId, null, null),
                SELF,
                "free " + conversationId + " " + eventId);
    }
}
