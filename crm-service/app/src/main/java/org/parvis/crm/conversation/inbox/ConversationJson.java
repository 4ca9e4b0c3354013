package org.parvis.crm.conversation.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.thread.Message;
import org.parvis.crm.thread.OurReply;
import org.parvis.crm.thread.Transcript;

/** Conversations as programs read them. */
final class ConversationJson {

    private ConversationJson() {}

    record Row(
            String id,
            String brand,
            String network,
            Who person,
            String excerpt,
            String state,
            @Nullable String assignee,
            @Nullable Instant snoozedUntil,
            Instant lastMessageAt,
            String language,
            @Nullable Double tone,
            @Nullable String intent,
            int messages,
            int answers,
            long version,
            ClockJson clock) {

        static Row of(ConversationView view, Instant now) {
            return new Row(
                    view.id(),
                    view.brandId(),
                    view.network(),
                    new Who(view.personId(), view.personName(), view.personHandle()),
                    view.excerpt(),
                    view.state().name(),
                    view.assignee(),
                    view.snoozedUntil(),
                    view.lastMessageAt(),
                    view.language(),
                    view.tone(),
                    view.intent(),
                    view.messages(),
                    view.answers(),
                    view.version(),
                    ClockJson.of(view.clock(), now));
        }
    }

    record Who(String id, String name, String handle) {}

    record ClockJson(
            String state,
            @Nullable Instant waitingSince,
            @Nullable Instant dueAt,
            @Nullable Instant pausedUntil,
            @Nullable Long answeredWithinSeconds,
            long targetMinutes) {

        static ClockJson of(AnswerClock clock, Instant now) {
            return new ClockJson(
                    clock.state(now),
                    clock.waitingSince(),
                    clock.dueAt(),
                    clock.pausedUntil(),
                    seconds(clock.answeredWithin()),
                    clock.target().toMinutes());
        }

        private static @Nullable Long seconds(@Nullable Duration duration) {
            return duration == null ? null : duration.toSeconds();
        }
    }

    record Detail(
            String id,
            String brand,
            String network,
            Who person,
            String state,
            @Nullable String assignee,
            @Nullable Instant snoozedUntil,
            Instant openedAt,
            long version,
            ClockJson clock,
            @Nullable String answeringReply,
            int earlierMessages,
            int earlierReplies,
            int earlierNotes,
            List<MessageJson> messages,
            List<ReplyJson> replies,
            List<NoteJson> notes) {

        static Detail of(ConversationView view, Transcript transcript, Instant now) {
            return new Detail(
                    view.id(),
                    view.brandId(),
                    view.network(),
                    new Who(view.personId(), view.personName(), view.personHandle()),
                    view.state().name(),
                    view.assignee(),
                    view.snoozedUntil(),
                    view.openedAt(),
                    view.version(),
                    ClockJson.of(view.clock(), now),
                    view.answering() == null ? null : view.answering().replyId(),
                    transcript.earlier().messages(),
                    transcript.earlier().replies(),
                    transcript.earlier().notes(),
                    transcript.messages().stream().map(MessageJson::of).toList(),
                    transcript.replies().stream().map(ReplyJson::of).toList(),
                    transcript.notes().stream()
                            .map(note -> new NoteJson(note.noteId(), note.authorId(), note.saidAt(), note.text()))
                            .toList());
        }
    }

    record MessageJson(
            String mention,
            Instant at,
            @Nullable String title,
            String text,
            @Nullable String permalink,
            String language,
            @Nullable Double tone,
            @Nullable String intent,
            boolean abusive,
            boolean unsure,
            @Nullable Instant editedAt,
            @Nullable Instant deletedAt) {

        static MessageJson of(Message message) {
            return new MessageJson(
                    message.mentionId(),
                    message.saidAt(),
                    message.title(),
                    message.text(),
                    message.permalink(),
                    message.language(),
                    message.tone(),
                    message.intent(),
                    message.abusive(),
                    message.unsure(),
                    message.editedAt(),
                    message.deletedAt());
        }
    }

    record ReplyJson(
            String id,
            String author,
            Instant at,
            String text,
            String state,
            @Nullable String channel,
            @Nullable String permalink,
            @Nullable String approver,
            @Nullable String suggestion) {

        static ReplyJson of(OurReply reply) {
            return new ReplyJson(
                    reply.replyId(),
                    reply.authorId(),
                    reply.saidAt(),
                    reply.text(),
                    reply.state().name(),
                    reply.channelId(),
                    reply.permalink(),
                    reply.approverId(),
                    reply.suggestionId());
        }
    }

    record NoteJson(String id, String author, Instant at, String text) {}
}
