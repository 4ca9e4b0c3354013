package org.parvis.listening.source;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.listening.connector.Author;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.text.PlainText;

/**
 * What somebody read on a network that no connector reads, and carries over.
 *
 * @param published a time with its offset, or as the clock of whoever writes shows it; empty for now
 * @param topic what it belongs to, in case no query finds that out
 */
record Capture(
        @Nullable String brand,
        @Nullable String permalink,
        @Nullable String author,
        @Nullable String text,
        @Nullable String published,
        @Nullable String topic) {

    static final Capture EMPTY = new Capture("", "", "", "", "", "");

    private static final int MAX_TEXT = 20_000;
    private static final int MAX_NAME = 200;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /** Whose mention it shall be, for whoever asks for the right before the rest is read. */
    String brandId() {
        return required("brand", brand, 64);
    }

    Optional<String> chosenTopic() {
        return Optional.ofNullable(topic).map(String::strip).filter(id -> !id.isEmpty());
    }

    /** @throws InvalidInput with the field and what is wrong */
    CollectedItem item(ZoneId zone, Clock clock) {
        var link = permalink == null ? "" : permalink.strip();
        if (!CollectedItem.isLink(link)) {
            throw new InvalidInput("permalink", "capture.link");
        }
        var said = PlainText.of(required("text", text, MAX_TEXT), MAX_TEXT);
        var name = PlainText.of(required("author", author, MAX_NAME), MAX_NAME);
        if (said.isEmpty() || name.isEmpty()) {
            throw new InvalidInput(said.isEmpty() ? "text" : "author", "required");
        }
        var handle = name.startsWith("@") ? name.substring(1) : name;
        return new CollectedItem(
                CollectedItem.Change.PRESENT,
                "",
                link,
                new Author(handle.toLowerCase(Locale.ROOT), handle, name),
                Optional.empty(),
                said,
                link,
                publishedAt(zone, clock.instant()),
                Optional.empty(),
                link,
                Optional.empty());
    }

    private Instant publishedAt(ZoneId zone, Instant now) {
        var given = published == null ? "" : published.strip();
        if (given.isEmpty()) {
            return now;
        }
        Instant at;
        try {
            at = given.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
                    ? OffsetDateTime.parse(given).toInstant()
                    : LocalDateTime.parse(given).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidInput("published", "capture.time");
        }
        if (at.isBefore(CollectedItem.EARLIEST)) {
            throw new InvalidInput("published", "capture.time");
        }
        if (at.isAfter(now.plus(CLOCKS_DIFFER))) {
            throw new InvalidInput("published", "capture.future");
        }
        return at.isAfter(now) ? now : at;
    }

    private static String required(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            throw new InvalidInput(field, "required");
        }
        if (value.length() > longest) {
            throw new InvalidInput(field, "too-long", longest);
        }
        return value.strip();
    }
}
