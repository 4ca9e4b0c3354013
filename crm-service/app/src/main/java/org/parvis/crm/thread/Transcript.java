package org.parvis.crm.thread;

import java.util.List;
import org.parvis.boot.Scope;

/**
 * What was said in one conversation, each list in the order it was said.
 *
 * @param earlier what was left out
 */
public record Transcript(List<Message> messages, List<OurReply> replies, List<Note> notes, Earlier earlier) {

    /** How many older ones were left out of each list. */
    public record Earlier(int messages, int replies, int notes) {

        public boolean isSomething() {
            return messages + replies + notes > 0;
        }
    }

    public Transcript {
        messages = List.copyOf(messages);
        replies = List.copyOf(replies);
        notes = List.copyOf(notes);
    }

    /** The same without replies of channels outside of what somebody may read that are not out yet; what is out, everybody reads. */
    public Transcript within(Scope sight, String brandId) {
        var readable = replies.stream()
                .filter(reply -> reply.state() == ReplyState.CONFIRMED || sight.covers(brandId, reply.channelId()))
                .toList();
        return new Transcript(messages, readable, notes, earlier);
    }
}
