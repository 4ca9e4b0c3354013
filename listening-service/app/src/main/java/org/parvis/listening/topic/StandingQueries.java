package org.parvis.listening.topic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.parvis.listening.api.TopicMatch;
import org.springframework.stereotype.Component;

/**
 * The matcher of each brand, kept up with its topics: at once when they change here, after half a minute when another replica's
 * projection saw it.
 */
@Component
public class StandingQueries {

    private final Topics topics;
    private final Cache<String, BrandMatcher> matchers = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterAccess(Duration.ofHours(1))
            .executor(Runnable::run)
            .build();

    StandingQueries(Topics topics) {
        this.topics = topics;
    }

    /** The topics of a brand that a message matches, with the words that matched. */
    public List<TopicMatch> match(String brandId, Message message) {
        return matchers.get(brandId, id -> new BrandMatcher(() -> topics.ofBrand(id), System::nanoTime))
                .match(message);
    }

    void changed(String brandId) {
        var matcher = matchers.getIfPresent(brandId);
        if (matcher != null) {
            matcher.changed();
        }
    }
}
