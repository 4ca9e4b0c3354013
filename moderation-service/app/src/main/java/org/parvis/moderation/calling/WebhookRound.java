package org.parvis.moderation.calling;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.parvis.boot.FairShares;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Tells programs of calls, as many at a time as the share of their brand and rota allows: a program that does not answer keeps neither a
 * member nor another program asleep. As with letters to members, an attempt is on record before anything leaves.
 */
@Component
class WebhookRound implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRound.class);

    private static final int AT_ONCE = 32;
    private static final int AT_ONCE_OF_A_BRAND = 8;
    private static final Duration LAST_ANSWERS = WebhookCaller.LIMIT.plusSeconds(2);

    private final Letters letters;
    private final WebhookCaller caller;
    private final PostRound post;
    private final Clock clock;
    private final FairShares shares = new FairShares(AT_ONCE, AT_ONCE_OF_A_BRAND);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    WebhookRound(Letters letters, WebhookCaller caller, PostRound post, Clock clock) {
        this.letters = letters;
        this.caller = caller;
        this.post = post;
        this.clock = clock;
    }

    /** Begins what may begin now, and waits for no answer. */
    void tell() {
        post.giveUpOnLost();
        begin();
    }

    private synchronized void begin() {
        while (!threads.isShutdown()) {
            var full = shares.full();
            var next = full.everybody()
                    ? null
                    : letters.nextForWebhook(clock.instant(), full).orElse(null);
            if (next == null) {
                return;
            }
            if (letters.attempt(next.letter().letterId(), clock.instant())) {
                shares.take(next.letter().brandId(), next.rotaId());
                threads.execute(() -> tell(next));
            }
        }
    }

    private void tell(Letters.ForRota next) {
        var letter = next.letter();
        try {
            try {
                post.record(letter, caller.deliver(letter));
            } finally {
                shares.giveBack(letter.brandId(), next.rotaId());
            }
            begin();
        } catch (RuntimeException e) {
            LOG.error("Letter {} was begun, and what came of it is not on record", letter.letterId(), e);
        }
    }

    /** What is on its way comes to its end. */
    @Override
    public void destroy() throws InterruptedException {
        synchronized (this) {
            threads.shutdown();
        }
        if (!threads.awaitTermination(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Stopping while programs are being told of calls");
        }
    }
}
