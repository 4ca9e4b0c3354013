package org.parvis.axon;

import java.time.Duration;
import java.util.Set;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Wakes processors that pause after trouble. Axon doubles the pause with each failure, up to a minute; after a long outage of the database
 * that minute would be lost, so as soon as it answers again everybody is told to go on.
 */
final class Waking implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Waking.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    private final Configuration axon;
    private final TokenStore tokens;
    private final Set<String> groups;
    private volatile @Nullable Thread loop;

    Waking(Configuration axon, TokenStore tokens, Set<String> groups) {
        this.axon = axon;
        this.tokens = tokens;
        this.groups = Set.copyOf(groups);
    }

    @Override
    public void start() {
        loop = Thread.ofVirtual().name("processors-waking").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                for (var group : groups) {
                    axon.eventProcessingConfiguration()
                            .eventProcessor(group, PooledStreamingEventProcessor.class)
                            .filter(Waking::pauses)
                            .ifPresent(this::wake);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean pauses(PooledStreamingEventProcessor processor) {
        return processor.isRunning()
                && (processor.isError()
                        || processor.processingStatus().isEmpty()
                        || processor.processingStatus().values().stream().anyMatch(s -> s.isErrorState()));
    }

    private void wake(PooledStreamingEventProcessor processor) {
        try {
            // Also the question whether the database answers: while it does not, nobody is woken.
            for (var segment : tokens.fetchSegments(processor.getName())) {
                var unused = processor.claimSegment(segment);
            }
        } catch (RuntimeException e) {
            LOG.debug("{} is left asleep: {}", processor.getName(), e.getMessage());
        }
    }

    @Override
    public void stop() {
        var running = loop;
        loop = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }

    /** After Axon itself. */
    @Override
    public int getPhase() {
        return 1;
    }
}
