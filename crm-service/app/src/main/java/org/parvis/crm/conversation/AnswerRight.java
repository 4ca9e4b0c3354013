package org.parvis.crm.conversation;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The right to answer a conversation: who holds it, and what a writer who looked at a version has missed since. */
final class AnswerRight {

    /** A writer who missed more than this has to read the thread anyway. */
    private static final int LISTED = 50;

    private final NavigableMap<Long, String> messages = new TreeMap<>();
    private final NavigableMap<Long, String> answers = new TreeMap<>();
    private @Nullable String holder;
    private int seenMessages;

    /** What came after a version, newest left out when there is too much of it. */
    record Missed(List<String> messages, List<String> answers) {

        boolean isEmpty() {
            return messages.isEmpty() && answers.isEmpty();
        }

        Map<String, Object> details(long version) {
            return Map.of("version", version, "newerMessages", messages, "newerAnswers", answers);
        }
    }

    @Nullable
    String holder() {
        return holder;
    }

    int seenMessages() {
        return seenMessages;
    }

    Missed missedSince(long version) {
        return new Missed(after(messages, version), after(answers, version));
    }

    void message(long version, String mentionId) {
        messages.put(version, mentionId);
    }

    void reserved(String replyId, int seen) {
        holder = replyId;
        seenMessages = seen;
    }

    void givenBack() {
        holder = null;
    }

    /** An answer by whoever: the holder's right is used up, a right held by another reply stays with it. */
    void answered(long version, String replyId) {
        answers.put(version, replyId);
        if (replyId.equals(holder)) {
            holder = null;
        }
    }

    private static List<String> after(NavigableMap<Long, String> happened, long version) {
        return happened.tailMap(version, false).values().stream().limit(LISTED).toList();
    }
}
