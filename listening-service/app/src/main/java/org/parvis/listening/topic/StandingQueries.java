package org.parvis.listening.topic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    /**
     * Matching computes, and threads that wait for others are not interrupted by it: it has threads of its own, one processor less than
     * there are, so that no query and no message keeps pages from being answered.
     */
    private final ExecutorService computing = Executors.newFixedThreadPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
            Thread.ofPlatform().name("matching-", 0).daemon().factory());

    StandingQueries(Topics topics) {
        this.topics = topics;
    }

    /** The topics of a brand that a message matches, with the words that matched. */
    public List<TopicMatch> match(String brandId, Message message) {
        return match(brandId, List.of(message)).getFirst();
    }

    /** The same of some messages, in their order, as one piece of work. */
    public List<List<TopicMatch>> match(String brandId, List<Message> messages) {
        var matcher = matcher(brandId);
        return compute(() -> messages.stream().map(matcher::match).toList());
    }

    /** How many messages a day topics of a brand take at most, by id; a topic that takes all is not among them. */
    Map<String, Integer> budgets(String brandId) {
        return matcher(brandId).budgets();
    }

    private BrandMatcher matcher(String brandId) {
        return matchers.get(brandId, id -> new BrandMatcher(() -> topics.ofBrand(id), System::nanoTime));
    }

    /** Computes on the threads of matching, after what waits there already; whoever has much to compute brings it in pieces. */
    <T> T compute(Callable<T> piece) {
        try {
            return computing.submit(piece).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while messages were matched", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @PreDestroy
    void stop() {
        computing.shutdownNow();
    }

    void changed(String brandId) {
        var matcher = matchers.getIfPresent(brandId);
        if (matcher != null) {
            matcher.changed();
        }
    }
}
