package org.parvis.crm.conversation.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.person.PersonCard;
import org.parvis.crm.person.ToneBars;
import org.parvis.crm.thread.ReplyState;
import org.parvis.crm.thread.Transcript;
import org.parvis.web.view.ClockFace;
import org.parvis.web.view.Option;

/**
 * One conversation opened beside the queue: thread, acts, person.
 *
 * @param byAddress whether somebody asked for exactly this one; a phone then shows it instead of the queue
 * @param noteForm what makes a note that is sent twice one note
 * @param notice what happened to the reader's last act, when it was not carried out
 */
record Pane(
        ConversationView conversation,
        String title,
        String personName,
        String brandName,
        @Nullable String assigneeName,
        boolean isMine,
        @Nullable ClockFace clock,
        List<ThreadDay> days,
        Transcript.Earlier earlier,
        @Nullable Holder holder,
        List<String> preparing,
        @Nullable PersonCard person,
        @Nullable ToneBars tone,
        List<Option> assignable,
        List<SnoozeChoice> snoozes,
        May may,
        String composeUrl,
        boolean byAddress,
        String noteForm,
        @Nullable String notice) {

    /** Who holds the right to answer, and how far their reply has come. */
    record Holder(String name, boolean isMe, @Nullable ReplyState state) {}

    /** What the reader may do here. */
    record May(boolean work, boolean draft, boolean suggest, boolean escalate, boolean audit) {}

    /** When the answer is due, in words beside the clock. */
    public @Nullable Instant dueAt() {
        return conversation.clock().dueAt();
    }
}
