package org.parvis.listening.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Erased;
import org.parvis.privacy.KeepsWordsApart;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;
import org.parvis.privacy.WordsApart;

/**
 * A message that matches at least one topic came in. {@code threadId} is the same for all messages of one thread on one network.
 *
 * @param topics their words stand in {@code words}, see {@link #matched}
 * @param words the words of the message that matched, all of them
 */
public record MentionCollected(
        String mentionId,
        String brandId,
        String sourceId,
        String network,
        String threadId,
        @Subject String personId,
        @Protected String authorName,
        @Protected String authorHandle,
        @Protected String remoteId,
        @Protected @Nullable String parentRemoteId,
        @Protected String permalink,
        @Protected @Nullable String title,
        @Protected String text,
        Instant publishedAt,
        Instant collectedAt,
        List<TopicMatch> topics,
        @Protected @Nullable String words)
        implements MentionEvent, KeepsWordsApart {

    public MentionCollected {
        if (words == null) {
            words = WordsApart.joined(topics.stream().map(TopicMatch::terms));
        }
        // An entry of before has its words in its topics; with the message they are gone too.
        if (words != null && Erased.is(text)) {
            words = Erased.TEXT;
        }
        topics = topics.stream()
                .map(topic -> new TopicMatch(topic.topicId(), WordsApart.places(topic.terms())))
                .toList();
    }

    /** Takes the words out of the topics. */
    public MentionCollected(
            String mentionId,
            String brandId,
            String sourceId,
            String network,
            String threadId,
            String personId,
            String authorName,
            String authorHandle,
            String remoteId,
            @Nullable String parentRemoteId,
            String permalink,
            @Nullable String title,
            String text,
            Instant publishedAt,
            Instant collectedAt,
            List<TopicMatch> topics) {
        this(
                mentionId,
                brandId,
                sourceId,
                network,
                threadId,
                personId,
                authorName,
                authorHandle,
                remoteId,
                parentRemoteId,
                permalink,
                title,
                text,
                publishedAt,
                collectedAt,
                topics,
                null);
    }

    /** The topics with their words. */
    public List<TopicMatch> matched() {
        var apart = new WordsApart(words);
        return topics.stream()
                .map(topic -> new TopicMatch(topic.topicId(), apart.into(topic.terms())))
                .toList();
    }

    @Override
    public Map<String, Object> whole() {
        return Map.of("topics", matched());
    }
}
