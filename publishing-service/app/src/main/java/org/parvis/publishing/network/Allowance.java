package org.parvis.publishing.network;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.parvis.fetcher.Headers;

/** How often we may still write before an instant, as a network tells in the headers of its answers. */
public record Allowance(int left, Instant resetsAt) {

    private static final long LONGEST_WAIT = Duration.ofDays(365).toSeconds();

    /** What the headers say, under any of the names in use; empty when they do not say both. */
    public static Optional<Allowance> read(Headers headers, Instant now) {
        return first(headers, "x-ratelimit-remaining", "ratelimit-remaining")
                .flatMap(Allowance::number)
                .flatMap(left -> resetsAt(headers, now)
                        .map(resets -> new Allowance((int) Math.min(left, Integer.MAX_VALUE), resets)));
    }

    /** How long to leave the network alone when it says "too many". */
    public static Optional<Duration> pause(Headers headers, Instant now) {
        return resetsAt(headers, now)
                .map(resets -> Duration.between(now, resets))
                .filter(wait -> !wait.isNegative());
    }

    private static Optional<Instant> resetsAt(Headers headers, Instant now) {
        return first(headers, "x-ratelimit-reset", "ratelimit-reset").flatMap(text -> instant(text, now));
    }

    /** An instant in words, the second it will be, or the seconds until then: all three are in use. */
    private static Optional<Instant> instant(String text, Instant now) {
        var number = number(text);
        if (number.isPresent()) {
            var seconds = number.get();
            return Optional.of(seconds < LONGEST_WAIT ? now.plusSeconds(seconds) : Instant.ofEpochSecond(seconds));
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> first(Headers headers, String... names) {
        for (var name : names) {
            var value = headers.first(name);
            if (value.isPresent()) {
                return value.map(String::strip);
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> number(String text) {
        return text.isEmpty() || text.length() > 11 || !text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Optional.empty()
                : Optional.of(Long.valueOf(text));
    }
}
