package org.parvis.listening.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls from networks: checks the signature, and wakes the source, many calls at a time with one waking. */
@Component
class Hooks {

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);
    private static final Duration TOGETHER = Duration.ofMillis(250);
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    /** Whoever calls with a wrong signature has us look again this seldom, and write down this seldom that they called. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Sources sources;
    private final HookSecrets secrets;
    private final Clock clock;
    private final Set<String> ringing = ConcurrentHashMap.newKeySet();
    private final LoadingCache<String, Optional<Known>> known;
    private final Cache<String, Boolean> refused;

    Hooks(Sources sources, HookSecrets secrets, Clock clock) {
        this.sources = sources;
        this.secrets = secrets;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(REMEMBERED)
                .executor(Runnable::run)
                .build(this::look);
        this.refused = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(PATIENCE)
                .executor(Runnable::run)
                .build();
    }

    private record Known(Sources.Item source, List<String> secrets) {

        @Override
        public String toString() {
            return "Known[" + source.sourceId() + "]";
        }
    }

    private Optional<Known> look(String sourceId) {
        return sources.find(sourceId).map(source -> new Known(source, secrets.valid(source)));
    }

    /** A secret was made: what is remembered is old. */
    void forget(String sourceId) {
        known.invalidate(sourceId);
    }

    /** Which source is called; empty when the call is not signed as it must be, or there is no such source: whoever asks learns nothing more. */
    Optional<Sources.Item> caller(String sourceId, SignedCall call) {
        return isSigned(sourceId, call) || isSignedNow(sourceId, call)
                ? known.get(sourceId).map(Known::source)
                : Optional.empty();
    }

    void ring(String sourceId) {
        if (ringing.add(sourceId)) {
            Thread.ofVirtual().name("hook").start(() -> wakeSoon(sourceId));
        }
    }

    private boolean isSigned(String sourceId, SignedCall call) {
        var now = clock.instant();
        return known.get(sourceId)
                .filter(found -> found.secrets().stream().anyMatch(secret -> call.isSignedWith(secret, now)))
                .isPresent();
    }

    /** Another replica may have made a secret since. */
    private boolean isSignedNow(String sourceId, SignedCall call) {
        if (refused.asMap().putIfAbsent(sourceId, true) != null) {
            return false;
        }
        known.invalidate(sourceId);
        if (isSigned(sourceId, call)) {
            refused.invalidate(sourceId);
            return true;
        }
        // A source that is not called by anybody has nothing to be told of.
        known.get(sourceId)
                .filter(found -> !found.secrets().isEmpty())
                .ifPresent(found -> secrets.called(found.source(), false));
        return false;
    }

    private void wakeSoon(String sourceId) {
        try {
            Thread.sleep(TOGETHER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // From here on a call is one more waking.
        ringing.remove(sourceId);
        try {
            sources.wake(sourceId, clock.instant());
            known.get(sourceId).ifPresent(found -> secrets.called(found.source(), true));
        } catch (RuntimeException e) {
            LOG.warn("Source {} could not be woken; it is asked at its usual time: {}", sourceId, e.getMessage());
        }
    }
}
