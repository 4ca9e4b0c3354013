package org.parvis.publishing.delivery;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Hands due deliveries to workers, as many at a time as a bulkhead allows. Each process of the service runs one; the claims keep them apart. A
 * job scheduler would only put a second claim on top of the one that carries the fence.
 */
final class Dispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final Claims claims;
    private final DeliveryWorker worker;
    private final DeliveryRules rules;
    private final Duration pause;
    private final Semaphore free;
    private final int workers;
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread loop;
    private @Nullable ExecutorService pool;

    Dispatcher(Claims claims, DeliveryWorker worker, DeliveryRules rules, Duration pause, int workers) {
        this.claims = claims;
        this.worker = worker;
        this.rules = rules;
        this.pause = pause;
        this.workers = workers;
        this.free = new Semaphore(workers);
    }

    @Override
    public void start() {
        running = true;
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        pool = threads;
        loop = Thread.ofPlatform().daemon().name("publishing-dispatcher").start(() -> run(threads));
    }

    /** Something became due just now. */
    void ring() {
        bell.drainPermits();
        bell.release();
    }

    private void run(ExecutorService threads) {
        while (running) {
            try {
                if (dispatch(threads) == 0) {
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

    private int dispatch(ExecutorService threads) throws InterruptedException {
        free.acquire();
        free.release();
        var due = claims.claim(free.availablePermits(), rules.lease());
        for (var claim : due) {
            free.acquire();
            threads.execute(() -> {
                try {
                    work(claim);
                } finally {
                    free.release();
                }
            });
        }
        return due.size();
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
            if (!free.tryAcquire(workers, 10, TimeUnit.SECONDS)) {
                log.warn("Stopping while deliveries are on their way; their outcome will be looked up");
            }
            if (pool != null) {
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
