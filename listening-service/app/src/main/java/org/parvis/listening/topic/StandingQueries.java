package org.parvis.listening.topic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.parvis.listening.api.TopicMatch;
import org.springframework.stereotype.Component;

/**
 * The matcher of each brand, made from its topics and made anew when they change; at the latest after half a minute, for changes that
 * another replica's projection saw.
 */
@Component
public class StandingQueries {

    private final Topics topics;
    private final Cache<String, TopicMatcher> matchers = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            // Not in the common pool, which would wait for a matcher in the making and hold up every answer over HTTP.
            .executor(Runnable::run)
            .build();

    StandingQueries(Topics topics) {
        this.topics = topics;
    }

    /** The topics of a brand that a message matches, with the words that matched. */
    public List<TopicMatch> match(String brandId, Message message) {
        return matchers.get(brandId, this::load).match(message);
    }

    void changed(String brandId) {
        matchers.invalidate(brandId);
    }

    private TopicMatcher load(String brandId) {
        var matcher = new TopicMatcher();
        matcher.define(topics.ofBrand(brandId).stream()
                .map(topic -> new StandingQuery(topic.topicId(), TopicQuery.parse(topic.query()), topic.languages()))
                .toList());
        return matcher;
    }
}
