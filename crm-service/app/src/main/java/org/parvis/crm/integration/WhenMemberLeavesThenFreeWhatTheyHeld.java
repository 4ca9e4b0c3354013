package org.parvis.crm.integration;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.crm.api.ConversationAssigned;
import org.parvis.crm.api.ConversationReopened;
import org.parvis.crm.api.ConversationResolved;
import org.parvis.crm.api.RelationBegun;
import org.parvis.crm.api.RelationEnded;
import org.parvis.crm.api.RelationHandedOver;
import org.parvis.crm.conversation.AssignConversation;
import org.parvis.crm.relation.RelationCommand.PassRelationOn;
import org.parvis.identity.api.MemberLeft;
import org.parvis.identity.api.MemberReturned;
import org.parvis.identity.rights.Actor;
import org.springframework.stereotype.Component;

/**
 * Who left answers nobody any more: the open conversations they held are nobody's again and back in everybody's queue. One that was resolved
 * follows when its author writes again. Of the relations they looked after whoever stood in takes over, and where nobody did they are nobody's and
 * shown to the leads of the brand.
 */
@Component
@ProcessingGroup(WhenMemberLeavesThenFreeWhatTheyHeld.GROUP)
final class WhenMemberLeavesThenFreeWhatTheyHeld {

    static final String GROUP = "crm.conversation.leavers";

    private static final Actor SELF = Actor.automation(GROUP);

    private final Holders holders;
    private final Commands commands;

    WhenMemberLeavesThenFreeWhatTheyHeld(Holders holders, Commands commands) {
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
        holders.forEachKeptBy(
                event.memberId(), kept -> passOn(kept.relationId(), kept.brandId(), event.memberId(), eventId));
    }

    @EventHandler
    void react(MemberReturned event) {
        holders.returned(event.memberId());
    }

    @EventHandler
    void react(RelationBegun event, @MessageIdentifier String eventId) {
        kept(event.relationId(), event.brandId(), event.ownerId(), event.backupId(), eventId);
    }

    @EventHandler
    void react(RelationHandedOver event, @MessageIdentifier String eventId) {
        kept(event.relationId(), event.brandId(), event.ownerId(), event.backupId(), eventId);
    }

    @EventHandler
    void react(RelationEnded event) {
        holders.keptNoMore(event.relationId());
    }

    private void kept(
            String relationId, String brandId, @Nullable String ownerId, @Nullable String backupId, String eventId) {
        holders.keep(relationId, brandId, ownerId, backupId);
        // One at a time: what the first brings about is looked at again.
        if (ownerId != null && holders.hasLeft(ownerId)) {
            passOn(relationId, brandId, ownerId, eventId);
        } else if (backupId != null && holders.hasLeft(backupId)) {
            passOn(relationId, brandId, backupId, eventId);
        }
    }

    private void passOn(String relationId, String brandId, String memberId, String eventId) {
        commands.send(new PassRelationOn(relationId, brandId, memberId), SELF, "pass on " + relationId + " " + eventId);
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
