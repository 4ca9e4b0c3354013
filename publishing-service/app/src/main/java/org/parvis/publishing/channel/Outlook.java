package org.parvis.publishing.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.network.Allowance;

/**
 * What a channel is heading for.
 *
 * @param secretUntil when its secret ends; null when that is not known
 * @param daysLeft whole days until then, below zero when it is over
 * @param missing what the secret must allow and does not
 * @param allowance how often the network may still be written to; null when it does not say or the count is over
 * @param atRisk posts and replies that are due when they could not leave
 */
public record Outlook(
        @Nullable Instant secretUntil,
        @Nullable Long daysLeft,
        Set<String> missing,
        @Nullable Allowance allowance,
        long atRisk) {

    /** So long before a secret ends, people are told. */
    public static final Duration NOTICE = Duration.ofDays(7);

    static @Nullable Long daysLeft(@Nullable Instant until, Instant now) {
        return until == null ? null : Math.floorDiv(Duration.between(now, until).toSeconds(), 86_400);
    }

    public boolean endsSoon() {
        return daysLeft != null && daysLeft < NOTICE.toDays();
    }
}
