package org.parvis.crm.conversation.inbox;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.page.PageWords;
import org.parvis.crm.thread.ReplyState;
import org.parvis.web.view.ClockFace;

/** One conversation in the queue, ready to be drawn. */
record QueueItem(
        ConversationView conversation,
        String href,
        String personName,
        String excerpt,
        @Nullable ClockFace clock,
        @Nullable String answeringName,
        boolean isUnread,
        boolean isDone,
        boolean isOpen) {

    static QueueItem of(
            ConversationView view,
            InboxQuery query,
            Map<String, String> names,
            PageWords words,
            Instant now,
            @Nullable String openId) {
        return new QueueItem(
                view,
                query.at("/crm/conversations/" + view.id()),
                words.shown(view.personName()),
                words.shown(view.excerpt()),
                view.clock().face(now),
                answering(view, names),
                view.answers() == 0 && view.assignee() == null,
                view.state() == ConversationState.RESOLVED,
                view.id().equals(openId));
    }

    private static @Nullable String answering(ConversationView view, Map<String, String> names) {
        var answering = view.answering();
        return answering == null || answering.state() == ReplyState.DRAFT
                ? null
                : names.getOrDefault(answering.memberId(), answering.memberId());
    }
}
