package org.parvis.publishing.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.FairShares;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Hands due deliveries to workers, as many at a time as the share of their brand and channel allows: a network that is slow for one of them
 * keeps nobody else waiting. Each process of the service runs one; the claims keep them apart. A job scheduler would only put a second claim
 * on top of the one that carries the fence.
 */
final class Dispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final Claims claims;
    private final DeliveryWorker worker;
    private final DeliveryRules rules;
    private final Duration pause;
    private final FairShares workers;
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread loop;
    private @Nullable ExecutorService pool;

    Dispatcher(Claims claims, DeliveryWorker worker, DeliveryRules rules, Duration pause, FairShares workers) {
        this.claims = claims;
        this.worker = worker;
        this.rules = rules;
        this.pause = pause;
        this.workers = workers;
    }

    @Override
    public void start() {
        running = true;
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        pool = threads;
        loop = Thread.ofPlatform().daemon().name("publishing-dispatcher").start(() -> run(threads));
    }

    /** Something became due just now, or a worker free. */
    void ring() {
        bell.drainPermits();
        bell.release();
    }

    private void run(ExecutorService threads) {
        while (running) {
            try {
                if (!dispatch(threads)) {
                    rest();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.error("Due deliveries could not be fetched; trying again", e);
                pauseAfterTrouble();
            }
        }
    }

    /** Answers whether there was one for a worker who may have it. */
    private boolean dispatch(ExecutorService threads) {
        var full = workers.full();
        var due = full.everybody() ? Optional.<Claims.Claim>empty() : claims.claim(rules.lease(), full);
        due.ifPresent(claim -> {
            workers.take(claim.brandId(), claim.channelId());
            threads.execute(() -> {
                try {
                    work(claim);
                } finally {
                    workers.giveBack(claim.brandId(), claim.channelId());
                    ring();
                }
            });
        });
        return due.isPresent();
    }

    private void work(Claims.Claim claim) {
        try {
            worker.work(claim);
        } catch (RuntimeException e) {
            log.error("Delivery {} could not be worked on; its past says what comes next", claim.deliveryId(), e);
            try {
                claims.release(claim, AFTER_TROUBLE, false);
            } catch (RuntimeException again) {
                log.warn("The claim on {} ends by itself", claim.deliveryId(), again);
            }
        }
    }

    private void rest() throws InterruptedException {
        var rung = bell.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        log.trace(rung ? "Something is due" : "Looking whether something is due");
    }

    private void pauseAfterTrouble() {
        try {
            Thread.sleep(AFTER_TROUBLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** Lets requests that are on their way come to their end; what does not, is looked up after the next start. */
    @Override
    public void stop() {
        running = false;
        ring();
        try {
            if (loop != null) {
                loop.join(Duration.ofSeconds(2));
            }
            if (pool != null) {
                pool.shutdown();
                if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
                    log.warn("Stopping while deliveries are on their way; their outcome will be looked up");
                }
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After Axon, which is at 0 and starts first: workers send commands. */
    @Override
    public int getPhase() {
        return 100;
    }
}
