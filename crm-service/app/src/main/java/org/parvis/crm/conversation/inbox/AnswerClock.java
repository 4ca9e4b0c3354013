package org.parvis.crm.conversation.inbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.web.view.ClockFace;

/**
 * How long somebody has been waiting for us, against what the brand means to do. The time a conversation is set aside does not count.
 *
 * @param waitingSince when the first unanswered message came; null when nobody waits
 * @param pausedUntil when the conversation comes back; null when it is not set aside
 * @param answeredWithin how long the last answer took; null when there is none
 */
record AnswerClock(
        @Nullable Instant waitingSince,
        Duration paused,
        @Nullable Instant pausedUntil,
        @Nullable Duration answeredWithin,
        Duration target) {

    /** When the time began to run, put off by every pause since. */
    @Nullable
    Instant startedAt() {
        return waitingSince == null ? null : waitingSince.plus(paused);
    }

    @Nullable
    Instant dueAt() {
        var started = startedAt();
        return started == null ? null : started.plus(target);
    }

    /** What to show; null when there is nothing to wait for and nothing was answered. */
    @Nullable
    ClockFace face(Instant now) {
        if (pausedUntil != null) {
            return ClockFace.paused(pausedUntil);
        }
        var started = startedAt();
        if (started != null) {
            return ClockFace.running(started, started.plus(target), now);
        }
        return answeredWithin == null ? null : ClockFace.met(answeredWithin);
    }

    /** {@code CALM SOON BREACHED PAUSED MET}, or {@code NONE}. */
    String state(Instant now) {
        var face = face(now);
        return face == null ? "NONE" : face.state().name();
    }
}
