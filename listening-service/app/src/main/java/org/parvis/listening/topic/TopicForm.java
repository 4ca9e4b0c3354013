package org.parvis.listening.topic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.listening.api.TopicSample;
import org.parvis.listening.api.TopicSubject;

/**
 * What somebody wrote to set up a topic, or only to try its query.
 *
 * @param right of the messages the query finds, those that belong to the topic; {@code wrong} those that do not
 * @param dailyBudget so many messages a day at most; null for all
 * @param owner the member who looks after it; without one a new topic is whose who sets it up, another keeps its own
 */
record TopicForm(
        @Nullable String brand,
        @Nullable String name,
        @Nullable String subject,
        @Nullable String query,
        @Nullable List<String> languages,
        @Nullable List<String> right,
        @Nullable List<String> wrong,
        @Nullable Integer dailyBudget,
        @Nullable String owner) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_QUERY = 40_000;

    /** Of one query, by what they weigh: a trial makes a matcher of its own. */
    private static final int MOST_WORDS = 15_000;

    private static final int MOST_A_DAY = 1_000_000;

    /** Whose topic it shall be, for whoever asks for the right before the form is read. */
    String brandId() {
        return required("brand", brand, 64);
    }

    /** Which messages belong, and which do not. */
    Marks marks() {
        return Marks.of(right, wrong);
    }

    /** @throws InvalidInput with the field and what is wrong; {@link QueryRefused} with the place in the query */
    QueryTrials.Question question() {
        return new QueryTrials.Question(brandId(), understood(), codes());
    }

    /**
     * @param sample what people made of what the query finds; null when nobody looked
     * @param ownerId whose it becomes; null leaves that as it is
     * @throws InvalidInput with the field and what is wrong; {@link QueryRefused} with the place in the query
     */
    DefineTopic command(String topicId, @Nullable TopicSample sample, @Nullable String ownerId) {
        var text = understood();
        return new DefineTopic(
                topicId,
                brandId(),
                required("name", name, LONGEST_NAME),
                subject(required("subject", subject, 20)),
                text,
                codes(),
                sample,
                budget(),
                ownerId);
    }

    private @Nullable Integer budget() {
        if (dailyBudget != null && (dailyBudget < 1 || dailyBudget > MOST_A_DAY)) {
            throw new InvalidInput("dailyBudget", "daily-budget", MOST_A_DAY);
        }
        return dailyBudget;
    }

    private String understood() {
        var text = required("query", query, LONGEST_QUERY);
        if (TopicQuery.parse(text).words() > MOST_WORDS) {
            throw new InvalidInput("query", "too-many-words", MOST_WORDS);
        }
        return text;
    }

    private List<String> codes() {
        return languages == null
                ? List.of()
                : languages.stream().map(TopicForm::language).distinct().toList();
    }

    private static TopicSubject subject(String text) {
        try {
            return TopicSubject.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("subject", "subject");
        }
    }

    private static String language(@Nullable String code) {
        if (code == null || !code.matches("[a-z]{2}")) {
            throw new InvalidInput("languages", "language");
        }
        return code;
    }

    private static String required(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            throw new InvalidInput(field, "required");
        }
        if (value.length() > longest) {
            throw new InvalidInput(field, "too-long", longest);
        }
        return value.strip();
    }
}
