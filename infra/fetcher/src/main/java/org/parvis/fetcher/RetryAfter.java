package org.parvis.fetcher;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads when a server wants to be asked again: {@code Retry-After}, or the reset of an exhausted {@code RateLimit}. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    Optional<Duration> of(int status, Headers headers) {
        return headers.first("retry-after")
                .map(String::strip)
                .map(this::read)
                .or(() -> status == 429 ? headers.first("ratelimit-reset").map(this::readReset) : Optional.empty())
                .filter(wait -> !wait.isNegative())
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private @Nullable Duration read(String text) {
        if (isSeconds(text)) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            var when = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var wait = Duration.between(clock.instant(), when);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Some servers give the seconds to wait, others the second it will be; a year of seconds tells them apart. */
    private @Nullable Duration readReset(String text) {
        var trimmed = text.strip();
        if (!isSeconds(trimmed)) {
            return null;
        }
        long seconds = Long.parseLong(trimmed);
        return Duration.ofSeconds(
                seconds < Duration.ofDays(365).toSeconds()
                        ? seconds
                        : Math.max(0, seconds - clock.instant().getEpochSecond()));
    }

    private static boolean isSeconds(String text) {
        return !text.isEmpty() && text.length() <= 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
