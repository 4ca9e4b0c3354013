package org.parvis.listening.topic;

import java.util.Arrays;
import java.util.Set;

/** Whose topics somebody wants to see. */
enum TopicsOf {
    ALL(""),
    MINE("me"),
    NOBODY("none");

    private final String word;

    TopicsOf(String word) {
        this.word = word;
    }

    /** As an address says it; what it does not say is all. */
    static TopicsOf of(String word) {
        return Arrays.stream(values())
                .filter(of -> of.word.equals(word))
                .findFirst()
                .orElse(ALL);
    }

    String address() {
        return "/listening/topics" + (word.isEmpty() ? "" : "?owner=" + word);
    }

    /** @param unowned the topics that nobody looks after */
    boolean has(Topics.Item topic, String memberId, Set<String> unowned) {
        return switch (this) {
            case ALL -> true;
            case MINE -> memberId.equals(topic.owner());
            case NOBODY -> unowned.contains(topic.topicId());
        };
    }
}
