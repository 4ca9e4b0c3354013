package org.parvis.crm.conversation.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.page.PageWords;
import org.parvis.crm.thread.Message;
import org.parvis.crm.thread.Note;
import org.parvis.crm.thread.OurReply;
import org.parvis.crm.thread.ReplyState;
import org.parvis.crm.thread.Transcript;

/** What was said on one day of the reader, in its order. */
record ThreadDay(Instant at, boolean isToday, List<Line> lines) {

    ThreadDay {
        lines = List.copyOf(lines);
    }

    /** One thing said: exactly one of message, reply and note is there. */
    record Line(
            Instant at,
            String name,
            String text,
            @Nullable Message message,
            @Nullable OurReply reply,
            @Nullable Note note,
            @Nullable String approverName) {}

    /** Drafts stay with who writes them; everything else is shown to everybody who reads the thread. */
    static List<ThreadDay> of(
            Transcript transcript, Map<String, String> names, PageWords words, ZoneId zone, Instant now) {
        var lines = Stream.of(
                        transcript.messages().stream().map(message -> line(message, words)),
                        transcript.replies().stream()
                                .filter(reply -> reply.state() != ReplyState.DRAFT)
                                .map(reply -> line(reply, names, words)),
                        transcript.notes().stream().map(note -> line(note, names, words)))
                .flatMap(each -> each)
                .sorted(Comparator.comparing(Line::at))
                .toList();
        var today = LocalDate.ofInstant(now, zone);
        var days = new ArrayList<ThreadDay>();
        var open = new ArrayList<Line>();
        for (var line : lines) {
            if (!open.isEmpty() && !day(open.getLast(), zone).equals(day(line, zone))) {
                days.add(day(open, zone, today));
                open.clear();
            }
            open.add(line);
        }
        if (!open.isEmpty()) {
            days.add(day(open, zone, today));
        }
        return days;
    }

    private static ThreadDay day(List<Line> lines, ZoneId zone, LocalDate today) {
        var first = lines.getFirst();
        return new ThreadDay(first.at(), day(first, zone).equals(today), lines);
    }

    private static LocalDate day(Line line, ZoneId zone) {
        return LocalDate.ofInstant(line.at(), zone);
    }

    private static Line line(Message message, PageWords words) {
        return new Line(
                message.saidAt(),
                words.shown(message.authorName()),
                words.shown(message.text()),
                message,
                null,
                null,
                null);
    }

    private static Line line(OurReply reply, Map<String, String> names, PageWords words) {
        var approver = reply.approverId();
        return new Line(
                reply.saidAt(),
                names.getOrDefault(reply.authorId(), reply.authorId()),
                words.shown(reply.text()),
                null,
                reply,
                null,
                approver == null ? null : names.getOrDefault(approver, approver));
    }

    private static Line line(Note note, Map<String, String> names, PageWords words) {
        return new Line(
                note.saidAt(),
                names.getOrDefault(note.authorId(), note.authorId()),
                words.shown(note.text()),
                null,
                null,
                note,
                null);
    }
}
