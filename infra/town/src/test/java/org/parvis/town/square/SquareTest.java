package org.parvis.town.square;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.town.MovableClock;

class SquareTest {

    private static final int ROOM = 100_000;

    @TempDir
    Path folder;

    private final MovableClock clock = MovableClock.atNoon();

    @Test
    void remembersEverythingAfterARestart() {
        String token;
        List<String> before;
        try (var square = open()) {
            live(square, 1, 300);
            square.setRules(rules -> new NetworkRules(NetworkClass.B, Duration.ofMinutes(5), Duration.ofHours(2)));
            token = square.token("ada");
            before = portrait(square);
        }
        try (var square = open()) {
            assertThat(portrait(square)).isEqualTo(before);
            assertThat(square.token("ada")).isEqualTo(token);
            assertThat(square.rules().networkClass()).isEqualTo(NetworkClass.B);
        }
    }

    @Test
    void aJournalThatWasShortenedSaysTheSame() throws IOException {
        List<String> before;
        try (var square = open()) {
            var post = square.publish(Draft.of(square.setAccount("ada", a -> a).handle(), "v0", null, null))
                    .post();
            for (int i = 1; i <= 1_500; i++) {
                square.edit("ada", post.id(), "v" + i);
            }
            live(square, 2, 50);
            before = portrait(square);
        }
        var journal = folder.resolve("town.ndjson");
        assertThat(Files.readAllLines(journal)).hasSizeGreaterThan(1_500);
        try (var square = open()) {
            assertThat(portrait(square)).isEqualTo(before);
            assertThat(Files.readAllLines(journal)).hasSize(1);
            live(square, 3, 20);
            before = portrait(square);
        }
        try (var square = open()) {
            assertThat(portrait(square)).isEqualTo(before);
        }
    }

    @Test
    void whereverTheLastLineWasCutTheOthersAreKept() throws IOException {
        try (var square = open()) {
            square.setAccount("ada", account -> account);
            square.publish(Draft.of("ada", "kept", null, null));
            square.publish(Draft.of("ada", "coupé à n’importe quel octet", null, null));
        }
        var journal = folder.resolve("town.ndjson");
        var whole = Files.readAllBytes(journal);
        var lastLine =
                new String(whole, StandardCharsets.UTF_8).lines().toList().getLast();
        var start = whole.length - lastLine.getBytes(StandardCharsets.UTF_8).length - 1;
        for (int length = start; length < whole.length; length++) {
            Files.write(journal, Arrays.copyOf(whole, length));
            try (var square = open()) {
                assertThat(texts(square)).containsExactly("kept");
                square.publish(Draft.of("ada", "said anew", null, null));
            }
            try (var square = open()) {
                assertThat(texts(square)).containsExactly("kept", "said anew");
            }
        }
    }

    @Test
    void aLineThatMakesNoSenseIsNamed() throws IOException {
        open().close();
        Files.writeString(
                folder.resolve("town.ndjson"),
                "{\"fact\":\"founded\",\"town\":\"t1\",\"at\":\"2026-01-01T00:00:00Z\"}\nrubbish\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Line 2")
                .hasMessageContaining("town.ndjson");
    }

    @Test
    void twoTownsCannotLiveInOneFolder() {
        try (var square = open()) {
            assertThat(square.accounts()).isEmpty();
            assertThatThrownBy(this::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another town already lives in");
        }
        open().close();
    }

    @Test
    void theOldestPostsLeaveWhenThereIsNoRoom() {
        try (var square = Square.open(folder, clock, 100)) {
            square.setAccount("ada", account -> account);
            square.setAccount("bob", account -> account);
            var first = square.publish(
                            Draft.of("ada", "post 0 #zero @bob", null, null).withKeys(null, "key-0"))
                    .post();
            for (int i = 1; i <= 150; i++) {
                square.publish(Draft.of("ada", "post " + i, i == 1 ? first.id() : null, null)
                        .withKeys(null, "key-" + i));
            }
            assertThat(square.timeline(Window.of(0, 200)).items()).hasSize(100);
            assertThatThrownBy(() -> square.post(first.id())).isInstanceOf(SquareRefused.class);
            assertThatThrownBy(() -> square.postUnder("ada", "key-0")).isInstanceOf(SquareRefused.class);
            assertThat(square.notifications("bob", Window.of(0, 200)).items()).isEmpty();
            assertThat(square.thread(square.postUnder("ada", "key-150").id())).hasSize(1);
            assertThat(square.changes(Window.of(0, 200)).items()).hasSize(100);
        }
        try (var square = Square.open(folder, clock, 100)) {
            assertThat(square.timeline(Window.of(0, 200)).items()).hasSize(100);
        }
    }

    @Test
    void aRefusedPostLeavesNoTrace() {
        try (var square = open()) {
            square.setAccount("ada", account -> account);
            var before = square.lastSequence();
            assertThatThrownBy(() -> square.publish(Draft.of("ada", "to nobody", "t0-1", null)))
                    .isInstanceOf(SquareRefused.class);
            assertThatThrownBy(() -> square.publish(Draft.of("nobody", "hello", null, null)))
                    .isInstanceOf(SquareRefused.class);
            assertThat(square.lastSequence()).isEqualTo(before);
        }
    }

    private Square open() {
        return Square.open(folder, clock, ROOM);
    }

    /** People do all sorts of things, the same ones for the same seed. */
    private void live(Square square, int seed, int acts) {
        var random = new Random(seed);
        var handles = List.of("ada", "bob", "eve");
        handles.forEach(handle -> square.setAccount(handle, account -> account));
        var posts = new ArrayList<String>();
        for (int i = 0; i < acts; i++) {
            clock.advance(Duration.ofSeconds(random.nextInt(100)));
            var by = handles.get(random.nextInt(handles.size()));
            var any = posts.isEmpty() ? null : posts.get(random.nextInt(posts.size()));
            switch (random.nextInt(6)) {
                case 0 -> {
                    if (any != null) {
                        square.delete(null, any);
                        posts.remove(any);
                    }
                }
                case 1 -> {
                    if (any != null) {
                        square.edit(null, any, "edited " + i + " #edit");
                    }
                }
                case 2 -> {
                    if (any != null) {
                        square.like(any, i);
                    }
                }
                case 3 ->
                    posts.add(square.say(
                                    "line-" + seed + "-" + i,
                                    Draft.of(by, "said " + i, null, "fr")
                                            .datedBack(clock.instant().minusSeconds(99), 3))
                            .post()
                            .id());
                default ->
                    posts.add(square.publish(Draft.of(by, "act " + i + " @bob #t" + i % 3, any, null)
                                    .withKeys(null, "k-" + seed + "-" + i))
                            .post()
                            .id());
            }
        }
    }

    /** Everything one can see of a town. */
    private static List<String> portrait(Square square) {
        var lines = new ArrayList<String>();
        square.accounts().forEach(account -> lines.add(account.toString()));
        for (long after = 0; ; ) {
            var page = square.changes(Window.of(after, Window.MAX_LIMIT));
            page.items().forEach(change -> lines.add(change.toString()));
            if (page.next() == null) {
                break;
            }
            after = Long.parseLong(page.next());
        }
        for (var account : square.accounts()) {
            square.notifications(account.handle(), Window.of(0, 200))
                    .items()
                    .forEach(told -> lines.add(told.toString()));
        }
        for (var post : square.newest(Long.MAX_VALUE, ROOM, post -> true)) {
            lines.add(post + " " + square.repliesTo(post.id()) + " "
                    + square.thread(post.id()).size());
        }
        lines.add(square.linesSaid().toString());
        lines.add(square.foundedAt() + " " + square.lastSequence() + " " + square.lastChange());
        return lines;
    }

    private static List<String> texts(Square square) {
        return square.timeline(Window.of(0, 200)).items().stream()
                .map(Post::text)
                .toList();
    }
}
