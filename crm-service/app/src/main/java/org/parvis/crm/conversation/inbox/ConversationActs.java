package org.parvis.crm.conversation.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.Shown;
import org.parvis.crm.conversation.AddNote;
import org.parvis.crm.conversation.AssignConversation;
import org.parvis.crm.conversation.ReopenConversation;
import org.parvis.crm.conversation.ResolveConversation;
import org.parvis.crm.conversation.SnoozeConversation;
import org.parvis.crm.conversation.WakeConversation;
import org.parvis.crm.conversation.inbox.Conversations.Standing;
import org.parvis.identity.rights.Action;
import org.springframework.stereotype.Component;

/** What a member does with a conversation, with the rights it takes; the same for programs and pages. */
@Component
class ConversationActs {

    private final Conversations conversations;
    private final Commands commands;
    private final Access access;
    private final MemberDirectory members;

    ConversationActs(Conversations conversations, Commands commands, Access access, MemberDirectory members) {
        this.conversations = conversations;
        this.commands = commands;
        this.access = access;
        this.members = members;
    }

    /** The conversation, for somebody who may read it. */
    Standing read(String id) {
        return allowed(id, Action.READ_INBOX);
    }

    private Standing allowed(String id, Action action) {
        var standing = conversations.standing(id);
        access.require(action, standing.brandId(), null, "conversation:" + id);
        return standing;
    }

    /** Asked before a form is read: who may not work is not told what is wrong with their words. */
    void requireWork(String id) {
        allowed(id, Action.WORK_INBOX);
    }

    /** Members a conversation of the brand can be given to: those who may write an answer. */
    List<MemberDirectory.Entry> assignable(String brandId) {
        return members.allowed(Action.DRAFT, brandId);
    }

    long assign(String id, @Nullable String memberId, @Nullable Long expectedVersion) {
        var standing = allowed(id, Action.WORK_INBOX);
        if (memberId != null
                && assignable(standing.brandId()).stream()
                        .noneMatch(member -> member.memberId().equals(memberId))) {
            throw new InvalidInput("member", "member-cannot-answer");
        }
        return act(standing, new AssignConversation(id, standing.brandId(), memberId, expectedVersion));
    }

    long note(String id, @Nullable String noteId, String text, @Nullable Long expectedVersion) {
        var standing = allowed(id, Action.WORK_INBOX);
        var note = noteId == null ? Ids.ofRequest() : Ids.requireValid(noteId);
        return act(standing, new AddNote(id, standing.brandId(), note, text, expectedVersion));
    }

    long snooze(String id, Instant until, @Nullable Long expectedVersion) {
        var standing = allowed(id, Action.WORK_INBOX);
        return act(standing, new SnoozeConversation(id, standing.brandId(), until, expectedVersion));
    }

    long wake(String id) {
        var standing = allowed(id, Action.WORK_INBOX);
        return act(standing, new WakeConversation(id, standing.brandId(), null));
    }

    long resolve(String id, @Nullable Long expectedVersion) {
        var standing = allowed(id, Action.WORK_INBOX);
        return act(standing, new ResolveConversation(id, standing.brandId(), expectedVersion));
    }

    long reopen(String id, @Nullable Long expectedVersion) {
        var standing = allowed(id, Action.WORK_INBOX);
        return act(standing, new ReopenConversation(id, standing.brandId(), expectedVersion));
    }

    /** Sends it and lets the read model catch up, so that who looks next sees what they did. */
    private long act(Standing standing, Object command) {
        if (!(commands.send(command) instanceof Long reached)) {
            return conversations.standing(standing.conversationId()).version();
        }
        Shown.soon(() -> conversations.standing(standing.conversationId()).version() >= reached);
        return reached;
    }
}
