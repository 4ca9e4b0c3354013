package org.parvis.town.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.town.MovableClock;
import org.parvis.town.square.Account;
import org.parvis.town.square.AccountKind;
import org.parvis.town.square.Draft;
import org.parvis.town.square.Post;
import org.parvis.town.square.Square;
import org.parvis.town.square.Window;

class StorytellerTest {

    @TempDir
    Path folder;

    private final MovableClock clock = MovableClock.atNoon();

    private static final Person ADA = new Person(
            "ada",
            "Ada",
            null,
            "en",
            "",
            10,
            "#112233",
            List.of(reaction(20, "usual thanks"), reaction(30, "usual second thanks")));
    private static final Person BRAND = new Person("sun", "Sun", AccountKind.BRAND, "en", "", 10, "#112233", null);
    private static final Story SMALL = new Story(
            List.of(ADA, BRAND),
            List.of(
                    line("later", "PT50S", "a live line", "first", null),
                    line("last", "PT2M", "the last line", null, null),
                    line("first", "-PT2H", "an old question", null, List.of(reaction(10, "thanks for the old one"))),
                    new Line(
                            "old-answer",
                            "sun",
                            Duration.parse("-PT1H"),
                            "told already",
                            "first",
                            null,
                            5,
                            null,
                            null)));

    @Test
    void beginsWithWhatWasSaidBefore() {
        try (var square = open()) {
            teller(square);

            var posts = posts(square);
            assertThat(posts).extracting(Post::text).containsExactly("an old question", "told already");
            assertThat(posts.getFirst().createdAt()).isEqualTo("2026-11-23T10:00:00Z");
            assertThat(posts.get(1).inReplyTo()).isEqualTo(posts.getFirst().id());
            assertThat(posts.get(1).likes()).isEqualTo(5);
            assertThat(square.account("sun").kind()).isEqualTo(AccountKind.BRAND);
        }
    }

    @Test
    void goesOnAsTimePasses() {
        try (var square = open()) {
            var teller = teller(square);
            pass(teller, 49);
            assertThat(posts(square)).hasSize(2);
            pass(teller, 1);
            assertThat(posts(square)).hasSize(3);
            assertThat(posts(square).getLast().createdAt()).isEqualTo("2026-11-23T12:00:50Z");
            teller.setPaused(true);
            pass(teller, 600);
            assertThat(posts(square)).hasSize(3);
            teller.setPaused(false);
            teller.setSpeed(10);
            pass(teller, 7);
            assertThat(posts(square)).extracting(Post::text).endsWith("a live line", "the last line");
            assertThat(teller.progress().toCome()).isZero();
        }
    }

    @Test
    void aNightOfSleepDoesNotPourTheStoryOutAtOnce() {
        try (var square = open()) {
            var teller = teller(square);
            clock.advance(Duration.ofHours(9));
            teller.tick();
            assertThat(posts(square)).extracting(Post::text).endsWith("a live line");
        }
    }

    @Test
    void theNextLinesCanBeSaidAtOnce() {
        try (var square = open()) {
            var teller = teller(square);
            teller.playNext(10);
            assertThat(posts(square)).hasSize(4);
            assertThat(teller.progress().elapsed()).isEqualTo(Duration.ofMinutes(2));
        }
    }

    @Test
    void goesOnAfterARestartAndSaysNothingTwice() {
        try (var square = open()) {
            pass(teller(square), 55);
        }
        clock.advance(Duration.ofDays(1));
        try (var square = open()) {
            var teller = teller(square);
            assertThat(posts(square)).hasSize(3);
            assertThat(posts(square).getFirst().createdAt()).isEqualTo("2026-11-23T10:00:00Z");
            pass(teller, 69);
            assertThat(posts(square)).hasSize(3);
            pass(teller, 1);
            assertThat(posts(square)).hasSize(4);
        }
    }

    @Test
    void peopleTakeTheFirstAndTheSecondAnswerEachInTheirWayAndThenFallSilent() {
        try (var square = open()) {
            var teller = teller(square);
            var question = posts(square).getFirst().id();
            var first = answer(square, "we are looking into it", question);
            pass(teller, 9);
            assertThat(posts(square)).hasSize(3);
            pass(teller, 1);
            var thanks = posts(square).getLast();
            assertThat(thanks.text()).isEqualTo("thanks for the old one");
            assertThat(thanks.inReplyTo()).isEqualTo(first);
            assertThat(thanks.author()).isEqualTo("ada");

            answer(square, "and now it is done", thanks.id());
            teller.setPaused(true);
            pass(teller, 120);
            assertThat(posts(square).getLast().text())
                    .as("one reaction only is known for this line")
                    .isEqualTo("and now it is done");
        }
    }

    @Test
    void somebodyWhoWroteByHandAnswersAsUsual() {
        try (var square = open()) {
            var teller = teller(square);
            teller.setPaused(true);
            var written = square.publish(Draft.of("ada", "typed by a visitor", null, null))
                    .post();
            answer(square, "hello Ada", written.id());
            pass(teller, 20);
            assertThat(posts(square).getLast().text()).isEqualTo("usual thanks");
            answer(square, "anything else?", posts(square).getLast().id());
            pass(teller, 30);
            assertThat(posts(square).getLast().text()).isEqualTo("usual second thanks");
            pass(teller, 300);
            assertThat(posts(square)).hasSize(7);
        }
    }

    @Test
    void anAnswerGivenWhileTheTownWasAboutToCloseIsTakenOnceAfterwards() {
        try (var square = open()) {
            pass(teller(square), 1);
            answer(square, "goodbye", posts(square).getFirst().id());
        }
        clock.advance(Duration.ofHours(1));
        for (int start = 0; start < 2; start++) {
            try (var square = open()) {
                var teller = teller(square);
                teller.setPaused(true);
                pass(teller, 1);
                assertThat(posts(square)).extracting(Post::text).containsOnlyOnce("thanks for the old one");
            }
        }
    }

    @Test
    void nobodyComplainsOfSilenceOnceThereIsAnAnswer() {
        var story = new Story(
                List.of(ADA, BRAND),
                List.of(
                        line("question", "-PT1H", "is it late?", null, List.of()),
                        new Line("still", "ada", Duration.ofSeconds(30), "still no word", null, null, 0, "quest", null),
                        new Line(
                                "other",
                                "ada",
                                Duration.ofSeconds(40),
                                "about something else",
                                null,
                                null,
                                0,
                                "x",
                                null)));
        try (var square = open()) {
            var teller = new Storyteller(square, story, clock, 1);
            answer(square, "ten minutes", posts(square).getFirst().id());
            pass(teller, 60);
            assertThat(posts(square))
                    .extracting(Post::text)
                    .contains("about something else")
                    .doesNotContain("still no word");
        }
        try (var square = open()) {
            pass(new Storyteller(square, story, clock, 1), 60);
            assertThat(posts(square)).extracting(Post::text).doesNotContain("still no word");
        }
    }

    @Test
    void anAnswerTakenBackIsNotAnswered() {
        try (var square = open()) {
            var teller = teller(square);
            teller.setPaused(true);
            var answer = answer(square, "wrong thread", posts(square).getFirst().id());
            pass(teller, 1);
            square.delete("sun", answer);
            pass(teller, 60);
            assertThat(posts(square)).hasSize(2);
        }
    }

    @Test
    void aStoryThatDoesNotHoldTogetherIsRefused() {
        assertThatThrownBy(() -> new Story(List.of(ADA), List.of(line("x", "PT1S", "t", "unknown", null))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Story(
                        List.of(ADA), List.of(line("x", "PT1S", "t", null, null), line("x", "PT2S", "t", null, null))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Story(List.of(), List.of(line("x", "PT1S", "t", null, null))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Square open() {
        return Square.open(folder, clock, 1_000);
    }

    private Storyteller teller(Square square) {
        return new Storyteller(square, SMALL, clock, 1);
    }

    private void pass(Storyteller teller, int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.advance(Duration.ofSeconds(1));
            teller.tick();
        }
    }

    private static String answer(Square square, String text, String to) {
        Account sun = square.account("sun");
        return square.publish(Draft.of(sun.handle(), text, to, null)).post().id();
    }

    private static List<Post> posts(Square square) {
        return square.timeline(Window.of(0, 200)).items();
    }

    private static Line line(String id, String at, String text, @Nullable String re, @Nullable List<Reaction> answers) {
        return new Line(id, "ada", Duration.parse(at), text, re, null, 0, null, answers);
    }

    private static Reaction reaction(int seconds, String text) {
        return new Reaction(Duration.ofSeconds(seconds), text);
    }
}
