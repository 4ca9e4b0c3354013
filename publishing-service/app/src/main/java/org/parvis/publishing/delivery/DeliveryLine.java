package org.parvis.publishing.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.AttemptNotSent;
import org.parvis.publishing.api.AttemptStarted;
import org.parvis.publishing.api.DeliveryCancelled;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryEvent;
import org.parvis.publishing.api.DeliveryHeld;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.DeliveryParked;
import org.parvis.publishing.api.DeliveryReconciled;
import org.parvis.publishing.api.DeliveryRejected;
import org.parvis.publishing.api.DeliveryResumed;
import org.parvis.publishing.api.OutcomeUnknown;
import org.parvis.publishing.api.SendAgainAgreed;
import org.parvis.publishing.api.SendAgainProposed;
import org.parvis.publishing.history.Recorded;

/**
 * One thing that happened to a delivery, as its page tells it.
 *
 * @param word end of the key of its text {@code publishing.line.<word>}, which takes {@code attempt}
 * @param by who did it: a member's id, or null when it was the machine
 * @param reason stable code, null when there is none
 * @param detail what the network or a person said, as it was said
 * @param seen what was seen on the network, null when this is not about looking
 */
record DeliveryLine(
        Instant at,
        long sequence,
        String word,
        String icon,
        String tone,
        int attempt,
        @Nullable String by,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Seen seen) {

    /**
     * What a look at the network showed.
     *
     * @param what IT, NOTHING, OTHER, NOT_ON_PAGE or BLIND
     */
    record Seen(String what, @Nullable String where, int items) {

        static @Nullable Seen of(String evidence) {
            Map<String, Object> facts = Evidence.read(evidence);
            if (facts.get("saw") instanceof String what) {
                return new Seen(
                        what,
                        facts.get("where") instanceof String where ? where : null,
                        facts.get("items") instanceof Number items ? items.intValue() : 0);
            }
            return null;
        }
    }

    static DeliveryLine of(Recorded<DeliveryEvent> entry) {
        return switch (entry.event()) {
            case DeliveryIntended e -> line(entry, "intended", "calendar-event", "", 0, null, null, null);
            case AttemptStarted e
            when e.memberId() != null -> line(entry, "taken", "hand-click", "c-accent", e.attempt(), null, null, null);
            case AttemptStarted e -> line(entry, "started", "send", "c-accent", e.attempt(), null, null, null);
            case AttemptNotSent e -> line(entry, "notSent", "cloud-off", "c-warn", e.attempt(), null, e.why(), null);
            case OutcomeUnknown e -> line(entry, "unknown", "help-octagon", "", e.attempt(), null, e.cause(), null);
            case DeliveryReconciled e ->
                line(
                        entry,
                        "looked",
                        e.found() ? "eye-check" : "eye",
                        "",
                        e.attempt(),
                        null,
                        null,
                        Seen.of(e.evidence()));
            case DeliveryConfirmed e ->
                line(entry, "confirmed", "checks", "c-ok", e.attempt(), null, e.permalink(), null);
            case DeliveryRejected e ->
                line(
                        entry,
                        "rejected",
                        "circle-x",
                        "c-danger",
                        e.attempt(),
                        null,
                        e.detail().isBlank() ? e.code() : e.detail(),
                        null);
            case DeliveryParked e -> line(entry, "parked", "player-pause", "c-warn", 0, e.reason(), null, null);
            case DeliveryHeld e -> line(entry, "held", "hand-stop", "c-warn", 0, e.reason(), null, null);
            case DeliveryResumed e -> line(entry, "resumed", "player-play", "", 0, null, null, null);
            case SendAgainProposed e -> line(entry, "proposed", "repeat", "", 0, null, e.reason(), null);
            case SendAgainAgreed e -> line(entry, "agreed", "user-check", "", 0, null, null, null);
            case DeliveryCancelled e -> line(entry, "cancelled", "circle-minus", "", 0, e.reason(), null, null);
        };
    }

    /** The same, with what came of asking the network in words. */
    DeliveryLine inWords(UnaryOperator<String> words) {
        var isCause = word.equals("notSent") || word.equals("unknown");
        return isCause && detail != null
                ? new DeliveryLine(at, sequence, word, icon, tone, attempt, by, reason, words.apply(detail), seen)
                : this;
    }

    private static DeliveryLine line(
            Recorded<DeliveryEvent> entry,
            String word,
            String icon,
            String tone,
            int attempt,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Seen seen) {
        return new DeliveryLine(
                entry.at(), entry.sequence(), word, icon, tone, attempt, entry.actorId(), reason, detail, seen);
    }
}
