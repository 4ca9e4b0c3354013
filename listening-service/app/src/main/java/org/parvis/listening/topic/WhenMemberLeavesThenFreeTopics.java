package org.parvis.listening.topic;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.parvis.axon.Commands;
import org.parvis.identity.api.MemberLeft;
import org.parvis.identity.api.MemberReturned;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.api.TopicAssigned;
import org.springframework.stereotype.Component;

/** Who left looks after no topic any more: theirs are nobody's, also one that is given to them in the moment they leave, and Today says so. */
@Component
@ProcessingGroup(WhenMemberLeavesThenFreeTopics.GROUP)
final class WhenMemberLeavesThenFreeTopics {

    static final String GROUP = "listening.topic.leavers";

    private static final Actor SELF = Actor.automation(GROUP);

    private final TopicOwners owners;
    private final Commands commands;

    WhenMemberLeavesThenFreeTopics(TopicOwners owners, Commands commands) {
        this.owners = owners;
        this.commands = commands;
    }

    @EventHandler
    void react(TopicAssigned event, @MessageIdentifier String eventId) {
        var owner = event.ownerId();
        owners.assigned(event.topicId(), event.brandId(), owner);
        if (owner != null && owners.hasLeft(owner)) {
            free(event.topicId(), event.brandId(), owner, eventId);
        }
    }

    @EventHandler
    void react(MemberLeft event, @MessageIdentifier String eventId) {
        owners.left(event.memberId());
        owners.ownedBy(event.memberId())
                .forEach(owned -> free(owned.topicId(), owned.brandId(), event.memberId(), eventId));
    }

    @EventHandler
    void react(MemberReturned event) {
        owners.returned(event.memberId());
    }

    private void free(String topicId, String brandId, String ownerId, String eventId) {
        commands.send(new FreeTopic(topicId, brandId, ownerId), SELF, "free " + topicId + " " + eventId);
    }
}
