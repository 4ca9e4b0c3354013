package org.parvis.crm.conversation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.crm.conversation.ConversationRefusal.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.AnswerGivenBack;
import org.parvis.crm.api.AnswerReserved;
import org.parvis.crm.api.AnswerSent;
import org.parvis.crm.api.ConversationAssigned;
import org.parvis.crm.api.ConversationEvent;
import org.parvis.crm.api.ConversationOpened;
import org.parvis.crm.api.ConversationReopened;
import org.parvis.crm.api.ConversationResolved;
import org.parvis.crm.api.ConversationSnoozed;
import org.parvis.crm.api.ConversationWoken;
import org.parvis.crm.api.GiveAnswerBack;
import org.parvis.crm.api.MessageReceived;
import org.parvis.crm.api.NoteAdded;
import org.parvis.crm.api.ReserveAnswer;

/**
 * A thread with one outside person.
 *
 * <p>Its version is the number of its last event. A reply says which version its writer saw; it may answer only when no message and no
 * answer came since, and only one reply at a time holds that right. Assigning, notes and snoozing move the version on but are nothing a
 * reply would say differently for, so they take no draft its chance. What people do answers with the version it led to.
 */
@SuppressWarnings("NullAway.Init")
final class Conversation {

    static final int LONGEST_NOTE = 4_000;
    static final Duration LONGEST_SNOOZE = Duration.ofDays(90);

    @AggregateIdentifier
    private String id;

    private String brandId;
    private String personId;
    private long version;
    private boolean resolved;
    private @Nullable Instant snoozedUntil;
    private @Nullable String assignee;
    private final Set<String> mentions = new HashSet<>();
    private String lastMentionId;
    private final Set<String> answers = new HashSet<>();
    private final Map<String, String> notes = new HashMap<>();
    private final AnswerRight right = new AnswerRight();

    Conversation() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ReceiveMessage command) {
        if (mentions.contains(command.mentionId())) {
            return;
        }
        if (mentions.isEmpty()) {
            apply(new ConversationOpened(
                    command.conversationId(),
                    command.brandId(),
                    command.network(),
                    command.sourceId(),
                    command.threadId(),
                    command.personId(),
                    command.mentionId(),
                    command.receivedAt()));
        }
        apply(new MessageReceived(id, brandId, command.mentionId(), mentions.size() + 1, command.receivedAt()));
        if (resolved) {
            apply(new ConversationReopened(id, brandId, command.mentionId()));
        }
        wake();
    }

    @CommandHandler
    long decide(AssignConversation command) {
        if (!Objects.equals(assignee, command.memberId())) {
            requireSeen(command.expectedVersion());
            apply(new ConversationAssigned(id, brandId, command.memberId()));
        }
        return version;
    }

    @CommandHandler
    long decide(AddNote command) {
        var text = command.text().strip();
        var known = notes.get(command.noteId());
        if (known != null) {
            require(known.equals(NoteDigest.of(text)), ALREADY_EXISTS_DIFFERENT);
            return version;
        }
        require(!text.isEmpty(), NOTE_EMPTY);
        require(text.length() <= LONGEST_NOTE, NOTE_TOO_LONG, Map.of("longest", LONGEST_NOTE));
        requireSeen(command.expectedVersion());
        apply(new NoteAdded(id, brandId, command.noteId(), personId, text));
        return version;
    }

    @CommandHandler
    long decide(SnoozeConversation command, Clock clock) {
        if (command.until().equals(snoozedUntil)) {
            return version;
        }
        requireSeen(command.expectedVersion());
        require(!resolved, CONVERSATION_RESOLVED);
        var now = clock.instant();
        require(command.until().isAfter(now), SNOOZE_IN_PAST);
        require(
                !command.until().isAfter(now.plus(LONGEST_SNOOZE)),
                SNOOZE_TOO_FAR,
                Map.of("days", LONGEST_SNOOZE.toDays()));
        apply(new ConversationSnoozed(id, brandId, command.until()));
        return version;
    }

    @CommandHandler
    long decide(WakeConversation command) {
        if (command.dueAt() == null || command.dueAt().equals(snoozedUntil)) {
            wake();
        }
        return version;
    }

    @CommandHandler
    long decide(ResolveConversation command) {
        if (!resolved) {
            requireSeen(command.expectedVersion());
            apply(new ConversationResolved(id, brandId));
        }
        return version;
    }

    @CommandHandler
    long decide(ReopenConversation command) {
        if (resolved) {
            requireSeen(command.expectedVersion());
            apply(new ConversationReopened(id, brandId, lastMentionId));
        }
        return version;
    }

    @CommandHandler
    void decide(ReserveAnswer command) {
        require(command.conversationVersion() <= version, UNKNOWN_VERSION, Map.of("version", version));
        var missed = right.missedSince(command.conversationVersion());
        require(missed.isEmpty(), CONVERSATION_MOVED_ON, missed.details(version));
        require(!answers.contains(command.replyId()), REPLY_ALREADY_SENT);
        var holder = right.holder();
        require(
                holder == null || holder.equals(command.replyId()),
                ANSWER_HELD,
                Map.of("version", version, "reply", holder == null ? "" : holder));
        if (holder == null || right.seenMessages() != mentions.size()) {
            apply(new AnswerReserved(id, brandId, command.replyId(), mentions.size()));
        }
    }

    @CommandHandler
    void decide(GiveAnswerBack command) {
        if (command.replyId().equals(right.holder())) {
            apply(new AnswerGivenBack(id, brandId, command.replyId()));
        }
    }

    /** What is live is live: no rule is asked. */
    @CommandHandler
    void decide(RecordAnswer command) {
        if (!answers.contains(command.replyId())) {
            apply(new AnswerSent(id, brandId, command.replyId(), command.authorId(), command.sentAt()));
        }
    }

    private void wake() {
        if (snoozedUntil != null) {
            apply(new ConversationWoken(id, brandId));
        }
    }

    @EventSourcingHandler
    void evolve(ConversationEvent event, @SequenceNumber long sequence) {
        version = sequence;
        switch (event) {
            case ConversationOpened opened -> {
                id = opened.conversationId();
                brandId = opened.brandId();
                personId = opened.personId();
            }
            case MessageReceived received -> {
                mentions.add(received.mentionId());
                lastMentionId = received.mentionId();
                right.message(sequence, received.mentionId());
            }
            case ConversationAssigned assigned -> assignee = assigned.memberId();
            case NoteAdded added -> notes.put(added.noteId(), NoteDigest.of(added.text()));
            case ConversationSnoozed snoozed -> snoozedUntil = snoozed.until();
            case ConversationWoken woken -> snoozedUntil = null;
            case ConversationResolved done -> {
                resolved = true;
                snoozedUntil = null;
            }
            case ConversationReopened again -> resolved = false;
            case AnswerReserved reserved -> right.reserved(reserved.replyId(), reserved.seenMessages());
            case AnswerGivenBack back -> right.givenBack();
            case AnswerSent sent -> {
                answers.add(sent.replyId());
                right.answered(sequence, sent.replyId());
            }
        }
    }

    private void requireSeen(@Nullable Long expected) {
        require(expected == null || expected == version, STALE_VERSION, Map.of("version", version));
    }

    private void require(boolean holds, ConversationRefusal otherwise) {
        require(holds, otherwise, Map.of());
    }

    private void require(boolean holds, ConversationRefusal otherwise, Map<String, Object> details) {
        if (!holds) {
            throw new ConversationRefused(otherwise, id, brandId, details);
        }
    }
}
