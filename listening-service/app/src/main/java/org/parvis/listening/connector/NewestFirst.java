package org.parvis.listening.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;

/**
 * Reads a list that comes newest first, page by page, and in which nothing tells what went away.
 *
 * <p>The newest page is read each time, because what waited for approval appears among the others by the time at which it was written; further
 * ones as far back as a quarter of an hour before the newest message of the last poll. Whatever the last poll saw and this one does not, although
 * it shows what is older, was deleted or hidden. When one poll cannot hold it all, the next one goes on where it ended.
 */
final class NewestFirst {

    private static final int MAX_PAGES = 20;
    private static final int REMEMBERED = 100;
    private static final String SHOWN = "shown";
    private static final String REST = "rest";
    private static final Duration OVERLAP = Duration.ofMinutes(15);

    private final Clock clock;

    NewestFirst(Clock clock) {
        this.clock = clock;
    }

    /** A page of the list. */
    sealed interface Page {

        /**
         * @param items what it shows to everybody, by their names; nothing white stands in these
         * @param last whether nothing comes after it
         */
        record Shown(Map<String, CollectedItem> items, boolean last) implements Page {}

        record Broken(Failure failure) implements Page {}
    }

    /** The pages, counted from 1. */
    interface Pages {
        Page at(int number);
    }

    /** @param scope of everything in the list */
    PollResult read(String scope, Pages pages, Cursor cursor) {
        var seen = cursor.mark("seen").flatMap(Json::instant);
        var rest = Rest.of(cursor, REST);
        var first = cursor.equals(Cursor.START);
        var backTo = seen.map(at -> at.minus(OVERLAP));
        var found = new LinkedHashMap<String, CollectedItem>();
        var gathered = new Gathered();
        // What came meanwhile has moved the others down: the last page that was read shows some of them again.
        int begin = rest.map(Rest::pages).orElse(1);
        int number = begin;
        var ended = false;
        var reached = false;
        var full = false;
        for (; number <= (first ? 1 : MAX_PAGES) && !reached && !full; number++) {
            switch (pages.at(number)) {
                case Page.Broken broken -> {
                    return broken.failure();
                }
                case Page.Shown page -> {
                    page.items().forEach((name, item) -> {
                        if (found.putIfAbsent(name, item) == null) {
                            gathered.add(item);
                        }
                    });
                    ended = page.last();
                    reached = ended
                            || backTo.filter(at -> oldest(page.items()).isBefore(at))
                                    .isPresent();
                    full = gathered.isFull() && (rest.isEmpty() || number > begin);
                }
            }
        }
        var cut = full && !reached && !first && number <= MAX_PAGES;
        var items = new ArrayList<>(gathered.oldestFirst());
        // That there is nothing at all any more is rather trouble over there than the end of everything.
        var from = ended && !found.isEmpty() ? Instant.MIN : oldest(found);
        // Of what is newer than a rest, nothing is seen in it.
        var to = rest.isPresent() ? newest(found).orElse(Instant.MIN) : Instant.MAX;
        shown(cursor).forEach((name, at) -> {
            if (!found.containsKey(name) && at.isAfter(from) && at.isBefore(to)) {
                items.add(CollectedItem.deleted(scope, name, clock.instant()));
            }
        });
        var newest = rest.map(Rest::newest).flatMap(Json::instant).or(() -> newest(found));
        var mark = newest.filter(at -> seen.isEmpty() || at.isAfter(seen.get())).or(() -> seen);
        var remembered = rest.map(Rest::place)
                .or(() -> found.isEmpty()
                        ? cursor.mark(SHOWN).or(() -> Optional.of(""))
                        : Optional.of(remembered(found)));
        if (cut) {
            var goesOn = new Rest(
                    number - 1,
                    remembered.orElse(""),
                    mark.map(Instant::toString).orElse(""));
            return new Batch(items, goesOn.in(cursor, REST), true, false, Optional.empty());
        }
        var next = Cursor.START.with("seen", mark.map(Instant::toString)).with(SHOWN, remembered);
        return new Batch(items, next, false, !first && !reached, Optional.empty());
    }

    private static Optional<Instant> newest(Map<String, CollectedItem> items) {
        return items.values().stream().map(CollectedItem::publishedAt).max(Comparator.naturalOrder());
    }

    /** Of a page that shows nothing to everybody nothing can be said. */
    private static Instant oldest(Map<String, CollectedItem> items) {
        return items.values().stream()
                .map(CollectedItem::publishedAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static String remembered(Map<String, CollectedItem> found) {
        return found.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, CollectedItem> entry) ->
                                entry.getValue().publishedAt())
                        .reversed())
                .limit(REMEMBERED)
                .map(entry -> entry.getKey() + " " + entry.getValue().publishedAt())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Instant> shown(Cursor cursor) {
        var shown = new LinkedHashMap<String, Instant>();
        cursor.mark(SHOWN)
                .ifPresent(text -> text.lines().forEach(line -> {
                    var parts = line.split(" ", 2);
                    if (parts.length == 2) {
                        Json.instant(parts[1]).ifPresent(at -> shown.put(parts[0], at));
                    }
                }));
        return shown;
    }
}
