package org.parvis.listening.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.parvis.listening.api.TopicMatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The matcher of one brand. It takes over what changed and keeps the rest, with what it has learnt about rare words.
 *
 * <p>A message that comes after a change was told of waits for it. Nobody waits when it is only time to look again.
 */
final class BrandMatcher {

    private static final Logger LOG = LoggerFactory.getLogger(BrandMatcher.class);

    private static final long LOOKS_AGAIN_NANOS = 30_000_000_000L;

    private final Supplier<List<Topics.Item>> topics;
    private final LongSupplier nanos;
    private final TopicMatcher matcher = new TopicMatcher();
    private final ReentrantLock loading = new ReentrantLock();
    private final Map<String, Long> versions = new HashMap<>();

    private final AtomicLong told = new AtomicLong(1);
    private volatile Map<String, Integer> budgets = Map.of();
    private volatile long heeded;
    private volatile long loadedAt;

    /** @param nanos a clock that only goes forward */
    BrandMatcher(Supplier<List<Topics.Item>> topics, LongSupplier nanos) {
        this.topics = topics;
        this.nanos = nanos;
    }

    void changed() {
        told.incrementAndGet();
    }

    List<TopicMatch> match(Message message) {
        heed();
        return matcher.match(message);
    }

    /** How many messages a day topics take at most, by id; a topic that takes all is not among them. */
    Map<String, Integer> budgets() {
        heed();
        return budgets;
    }

    private void heed() {
        if (heeded < told.get()) {
            loading.lock();
            try {
                if (heeded < told.get()) {
                    load();
                }
            } finally {
                loading.unlock();
            }
        } else if (nanos.getAsLong() - loadedAt > LOOKS_AGAIN_NANOS && loading.tryLock()) {
            try {
                load();
            } finally {
                loading.unlock();
            }
        }
    }

    private void load() {
        long upTo = told.get();
        var items = topics.get();
        var defined = new ArrayList<StandingQuery>();
        var gone = new HashSet<>(versions.keySet());
        for (var item : items) {
            Long known = versions.get(item.topicId());
            if (known != null && known == item.version()) {
                gone.remove(item.topicId());
                continue;
            }
            TopicQuery.stored(item.query())
                    .ifPresentOrElse(
                            query -> {
                                gone.remove(item.topicId());
                                defined.add(new StandingQuery(item.topicId(), query, item.languages()));
                            },
                            // The others of the brand are looked for all the same.
                            () -> LOG.error("The query of topic {} cannot be read any more", item.topicId()));
        }
        if (!defined.isEmpty() || !gone.isEmpty()) {
            matcher.change(defined, gone);
        }
        gone.forEach(versions::remove);
        items.forEach(item -> versions.put(item.topicId(), item.version()));
        budgets = items.stream()
                .filter(item -> item.dailyBudget() != null)
                .collect(Collectors.toUnmodifiableMap(
                        Topics.Item::topicId, item -> Objects.requireNonNull(item.dailyBudget())));
        loadedAt = nanos.getAsLong();
        heeded = upTo;
    }
}
