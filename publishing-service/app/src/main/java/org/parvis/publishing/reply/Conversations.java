package org.parvis.publishing.reply;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What answering needs to know of conversations. */
@FunctionalInterface
public interface Conversations {

    Optional<Conversation> find(String conversationId);

    /**
     * A thread with one outside person, as it stands now.
     *
     * @param version the number of its last event
     */
    record Conversation(
            String conversationId,
            String brandId,
            String network,
            String personId,
            List<Message> messages,
            long version) {

        public Conversation {
            messages = List.copyOf(messages);
        }

        /** The newest message that somebody who saw the conversation at a version knew. */
        Optional<Message> newestAt(long seenVersion) {
            return messages.stream()
                    .filter(message -> message.version() <= seenVersion)
                    .max(Comparator.comparingLong(Message::version));
        }

        /** The messages that came after a version. */
        public List<Message> newerThan(long seenVersion) {
            return messages.stream()
                    .filter(message -> message.version() > seenVersion)
                    .toList();
        }

        boolean contains(String mentionId) {
            return messages.stream().anyMatch(message -> message.mentionId().equals(mentionId));
        }
    }

    /**
     * One message of the person.
     *
     * @param number counts from 1
     * @param version of the conversation when it came in
     */
    record Message(String mentionId, int number, long version) {}
}
