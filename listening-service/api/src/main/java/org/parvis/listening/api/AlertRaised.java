package org.parvis.listening.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something unusual was found: between {@code from} and {@code to} so many were {@code observed} where {@code expected} are usual and
 * {@code threshold} would have been enough to tell somebody.
 *
 * @param topicId null when it concerns all that is said about the brand
 * @param effect how far it is from the usual, in standard deviations of the series
 * @param chance how likely as much or more is when nothing happened
 * @param mentions what makes the excess, the newest first, at most fifty; words and names are read from these
 */
public record AlertRaised(
        String incidentId,
        String brandId,
        String alertId,
        @Nullable String topicId,
        AlertSignal signal,
        AlertSensitivity sensitivity,
        Instant from,
        Instant to,
        double observed,
        double expected,
        double threshold,
        double effect,
        double chance,
        List<String> mentions)
        implements IncidentEvent {

    public AlertRaised {
        mentions = List.copyOf(mentions);
    }
}
