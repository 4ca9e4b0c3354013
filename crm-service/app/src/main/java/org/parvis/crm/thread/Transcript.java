package org.parvis.crm.thread;

import java.util.List;

/**
 * What was said in one conversation, each list in the order it was said.
 *
 * @param earlier how many older messages were left out
 */
public record Transcript(List<Message> messages, List<OurReply> replies, List<Note> notes, int earlier) {

    public Transcript {
        messages = List.copyOf(messages);
        replies = List.copyOf(replies);
        notes = List.copyOf(notes);
    }
}
