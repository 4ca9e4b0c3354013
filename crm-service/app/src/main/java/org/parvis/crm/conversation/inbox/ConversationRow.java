package org.parvis.crm.conversation.inbox;

import java.time.Duration;
import java.time.Instant;
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
import org.parvis.crm.api.MessageReceived;
import org.parvis.crm.api.NoteAdded;

/**
 * One row of the table {@code conversation}, changed event by event. The clock runs from the first message nobody answered; the time a
 * conversation is set aside does not count.
 */
final class ConversationRow {

    final String conversationId;
    final String brandId;
    final String network;
    final String sourceId;
    final String threadId;
    final String personId;
    final Instant openedAt;
    ConversationState state = ConversationState.OPEN;

    @Nullable
    String assignee;

    @Nullable
    Instant snoozedUntil;

    long version;
    int messages;
    int answers;
    int notes;
    String lastMentionId;
    Instant lastMessageAt;
    Instant lastEventAt;

    @Nullable
    Instant waitingSince;

    @Nullable
    Instant pausedSince;

    long pausedSeconds;

    @Nullable
    Instant answeredAt;

    @Nullable
    Long answeredWithinSeconds;

    @Nullable
    String answeringReply;

    ConversationRow(ConversationOpened event) {
        conversationId = event.conversationId();
        brandId = event.brandId();
        network = event.network();
        sourceId = event.sourceId();
        threadId = event.threadId();
        personId = event.personId();
        openedAt = event.openedAt();
        lastMentionId = event.firstMentionId();
        lastMessageAt = event.openedAt();
        lastEventAt = event.openedAt();
    }

    /**
     * @param sequence the event's number, which is the version it leads to
     * @param at when it was recorded
     */
    ConversationRow after(ConversationEvent event, long sequence, Instant at) {
        version = sequence;
        lastEventAt = at;
        switch (event) {
            case ConversationOpened opened -> {}
            case MessageReceived received -> received(received);
            case ConversationAssigned assigned -> assignee = assigned.memberId();
            case NoteAdded added -> notes++;
            case ConversationSnoozed snoozed -> {
                state = ConversationState.SNOOZED;
                snoozedUntil = snoozed.until();
                pausedSince = pausedSince == null && waitingSince != null ? at : pausedSince;
            }
            case ConversationWoken woken -> {
                state = ConversationState.OPEN;
                goOn(at);
            }
            case ConversationResolved resolved -> {
                state = ConversationState.RESOLVED;
                goOn(at);
                stopWaiting();
            }
            case ConversationReopened reopened -> {
                state = ConversationState.OPEN;
                if (waitingSince == null && isUnanswered()) {
                    waitingSince = lastMessageAt;
                }
            }
            case AnswerReserved reserved -> answeringReply = reserved.replyId();
            case AnswerGivenBack back -> answeringReply = null;
            case AnswerSent sent -> answered(sent);
        }
        return this;
    }

    private void received(MessageReceived event) {
        messages = event.number();
        lastMentionId = event.mentionId();
        lastMessageAt = event.receivedAt().isAfter(lastMessageAt) ? event.receivedAt() : lastMessageAt;
        if (waitingSince == null) {
            waitingSince = event.receivedAt();
        }
    }

    private void answered(AnswerSent event) {
        answers++;
        answeringReply = event.replyId().equals(answeringReply) ? null : answeringReply;
        if (waitingSince != null) {
            answeredWithinSeconds = Math.max(0, seconds(waitingSince, event.sentAt()) - pausedSeconds);
        }
        answeredAt = event.sentAt();
        stopWaiting();
        if (isUnanswered()) {
            // Written while our reply was on its way.
            waitingSince = lastMessageAt;
        }
    }

    /** To the nearest: what came from the table lost its nanoseconds. */
    private static long seconds(Instant from, Instant to) {
        return Math.round(Duration.between(from, to).toMillis() / 1000.0);
    }

    private boolean isUnanswered() {
        return answeredAt == null || lastMessageAt.isAfter(answeredAt);
    }

    private void goOn(Instant at) {
        snoozedUntil = null;
        if (pausedSince != null) {
            pausedSeconds += Math.max(0, seconds(pausedSince, at));
            pausedSince = null;
        }
    }

    private void stopWaiting() {
        waitingSince = null;
        pausedSince = null;
        pausedSeconds = 0;
    }
}
