package org.parvis.listening.importing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.parvis.listening.connector.Author;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.importing.ImportLine.Message;
import org.parvis.listening.importing.ImportLine.Refused;
import org.parvis.listening.text.Fingerprint;
import org.parvis.listening.text.PlainText;

/** Understands rows as messages. Nothing is guessed: a row that leaves out what counts is refused with what is missing. */
final class Items {

    private static final int MAX_TEXT = 20_000;
    private static final int MAX_TITLE = 500;
    private static final int MAX_NAME = 200;
    private static final int MAX_ID = 1_000;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Set<String> YES = Set.of("true", "1", "yes", "oui", "vrai", "x");

    private final Optional<ZoneId> zone;
    private final Clock clock;

    Items(Optional<ZoneId> zone, Clock clock) {
        this.zone = zone;
        this.clock = clock;
    }

    ImportLine read(Row.Cells row) {
        var deleted = row.value(Column.DELETED)
                .filter(text -> YES.contains(text.toLowerCase(Locale.ROOT)))
                .isPresent();
        var link = row.value(Column.PERMALINK).orElse("");
        if (!link.isEmpty() && !CollectedItem.isLink(link)) {
            return refused(row, LineProblem.BAD_LINK);
        }
        var given = row.value(Column.ID).or(() -> row.value(Column.PERMALINK));
        if (given.filter(id -> !isName(id)).isPresent()) {
            return refused(row, LineProblem.BAD_ID);
        }
        if (deleted && given.isPresent()) {
            return new Message(
                    row.number(), item(row, Change.DELETED, given.get(), new Author("", "", ""), "", Instant.EPOCH));
        }
        var text = PlainText.of(row.value(Column.TEXT).orElse(""), MAX_TEXT);
        if (text.isEmpty()) {
            return refused(row, LineProblem.NO_TEXT);
        }
        var author = author(row);
        if (author.id().isEmpty()) {
            return refused(row, LineProblem.NO_AUTHOR);
        }
        var written = row.value(Column.PUBLISHED);
        if (written.isEmpty()) {
            return refused(row, LineProblem.NO_TIME);
        }
        var read = Moments.read(written.get(), zone(row));
        if (read.problem().isPresent()) {
            return refused(row, read.problem().get());
        }
        var now = clock.instant();
        if (read.at().isBefore(OLDEST)) {
            return refused(row, LineProblem.BAD_TIME);
        }
        if (read.at().isAfter(now.plus(CLOCKS_DIFFER))) {
            return refused(row, LineProblem.FUTURE);
        }
        var at = read.at().isAfter(now) ? now : read.at();
        // Without a name or an address the same words of the same person at the same time are the same.
        var id = given.orElseGet(() -> Fingerprint.of(author.id() + "\n" + read.at() + "\n" + text));
        return new Message(row.number(), item(row, Change.PRESENT, id, author, text, at));
    }

    private static Refused refused(Row row, LineProblem problem) {
        return new Refused(row.number(), problem);
    }

    private static boolean isName(String id) {
        return id.length() <= MAX_ID && PlainText.isName(id);
    }

    private Optional<ZoneId> zone(Row.Cells row) {
        var named = row.value(Column.ZONE);
        return named.isPresent()
                ? named.filter(ZoneId.getAvailableZoneIds()::contains).map(ZoneId::of)
                : zone;
    }

    private static Author author(Row.Cells row) {
        var handle = PlainText.of(row.value(Column.HANDLE).orElse(""), MAX_NAME);
        var name = PlainText.of(row.value(Column.AUTHOR).orElse(""), MAX_NAME);
        var given = handle.isEmpty() ? name : handle;
        var called = given.startsWith("@") ? given.substring(1) : given;
        var id = row.value(Column.AUTHOR_ID).filter(Items::isName).orElse(called.toLowerCase(Locale.ROOT));
        return new Author(id, called.isEmpty() ? id : called, name);
    }

    private static CollectedItem item(
            Row.Cells row, Change change, String id, Author author, String text, Instant publishedAt) {
        var parent = row.value(Column.PARENT).filter(Items::isName);
        return new CollectedItem(
                change,
                "",
                id,
                author,
                row.value(Column.TITLE)
                        .map(title -> PlainText.of(title, MAX_TITLE))
                        .filter(title -> !title.isEmpty()),
                text,
                row.value(Column.PERMALINK).orElse(""),
                publishedAt,
                parent,
                row.value(Column.THREAD).filter(Items::isName).or(() -> parent).orElse(id),
                row.value(Column.LANGUAGE)
                        .map(tag -> tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0])
                        .filter(code -> code.matches("[a-z]{2,3}")));
    }
}
