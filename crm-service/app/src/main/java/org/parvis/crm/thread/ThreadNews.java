package org.parvis.crm.thread;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.parvis.axon.AfterCommit;
import org.parvis.web.live.Live;
import org.springframework.stereotype.Component;

/**
 * Tells open pages what just happened to a conversation: the inbox under the topic {@value #INBOX}, the open thread under the conversation's
 * id. What a projection passes by while it catches up is no news.
 */
@Component
public final class ThreadNews {

    public static final String INBOX = "inbox";

    private static final Duration NEWS = Duration.ofMinutes(2);

    private final Live live;
    private final Clock clock;

    ThreadNews(Live live, Clock clock) {
        this.live = live;
        this.clock = clock;
    }

    /** @param at when it was recorded */
    public void changed(String conversationId, String brandId, Instant at) {
        if (at.isAfter(clock.instant().minus(NEWS))) {
            AfterCommit.run(() -> {
                live.changed(INBOX, brandId, conversationId);
                live.changed(conversationId, brandId, conversationId);
            });
        }
    }
}
