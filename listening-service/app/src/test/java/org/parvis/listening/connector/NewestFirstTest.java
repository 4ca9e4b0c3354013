package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.NewestFirst.Page;
import org.parvis.listening.connector.PollResult.Batch;

class NewestFirstTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final NewestFirst list = new NewestFirst(Clock.fixed(NOON, ZoneOffset.UTC));
    private final List<Integer> asked = new ArrayList<>();

    /** Comments by their minute, newest first, ten on a page. */
    private Batch read(Cursor cursor, List<Integer> minutes) {
        return (Batch) list.read(
                "s",
                number -> {
                    asked.add(number);
                    var items = new LinkedHashMap<String, CollectedItem>();
                    minutes.stream()
                            .skip((number - 1) * 10L)
                            .limit(10)
                            .forEach(minute -> items.put("c" + minute, comment(minute)));
                    return new Page.Shown(items, number * 10 >= minutes.size());
                },
                cursor);
    }

    private static CollectedItem comment(int minute) {
        return new CollectedItem(
                Change.PRESENT,
                "s",
                "c" + minute,
                new Author("leo", "leo", "Leo"),
                Optional.empty(),
                "said in minute " + minute,
                "",
                NOON.minusSeconds(60L * 24 * 60).plusSeconds(60L * minute),
                Optional.empty(),
                "t",
                Optional.empty());
    }

    private static List<Integer> down(int from, int to) {
        var minutes = new ArrayList<Integer>();
        for (var minute = from; minute >= to; minute--) {
            minutes.add(minute);
        }
        return minutes;
    }

    private static List<String> deleted(Batch batch) {
        return batch.items().stream()
                .filter(item -> item.change() == Change.DELETED)
                .map(CollectedItem::remoteId)
                .toList();
    }

    @Test
    void beginsWithOnePageAndThenReadsBackToWhereItWas() {
        var first = read(Cursor.START, down(300, 1));
        assertThat(asked).containsExactly(1);
        assertThat(first.incomplete()).isFalse();
        var second = read(first.next(), down(345, 1));
        assertThat(asked).containsExactly(1, 1, 2, 3, 4, 5, 6, 7);
        assertThat(second.items().getFirst().remoteId()).isEqualTo("c276");
        assertThat(second.items().getLast().remoteId()).isEqualTo("c345");
    }

    @Test
    void whatIsMissingBetweenTwoThatAreThereIsGone() {
        var before = read(Cursor.START, down(30, 25));
        assertThat(deleted(read(before.next(), List.of(30, 28, 27, 25)))).containsExactlyInAnyOrder("c29", "c26");
    }

    @Test
    void whatLiesBeforeTheOldestThatIsShownMayStillBeThere() {
        var before = read(Cursor.START, down(300, 291));
        var after = read(before.next(), down(340, 1));
        assertThat(deleted(after)).isEmpty();
    }

    @Test
    void anEmptyListIsNotBelieved() {
        var before = read(Cursor.START, down(30, 25));
        var trouble = read(before.next(), List.of());
        assertThat(deleted(trouble)).isEmpty();
        assertThat(deleted(read(trouble.next(), List.of(30, 28, 27, 26, 25))))
                .as("what went away meanwhile")
                .containsExactly("c29");
    }

    @Test
    void tellsThatItCouldNotReadAllThatCame() {
        var before = read(Cursor.START, down(30, 1));
        assertThat(read(before.next(), down(900, 1)).incomplete()).isTrue();
    }

    @Test
    void whatBeganEmptyIsReadToItsEnd() {
        var empty = read(Cursor.START, List.of());
        var after = read(empty.next(), down(45, 1));
        assertThat(after.items()).hasSize(45);
        assertThat(after.incomplete()).isFalse();
    }
}
