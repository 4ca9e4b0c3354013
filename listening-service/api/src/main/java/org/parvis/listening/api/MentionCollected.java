package org.parvis.listening.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** A message that matches at least one topic came in. {@code threadId} is the same for all messages of one thread on one network. */
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
        List<TopicMatch> topics)
        implements MentionEvent {

    public MentionCollected {
        topics = List.copyOf(topics);
    }
}
