package org.parvis.listening.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.junit.jupiter.api.Test;

class MatchingEngineTest {

    private final MatchingEngine engine = new MatchingEngine();

    private static Formula word(String word) {
        return new Formula.Term(Field.PLAIN, word);
    }

    private Set<String> found(String text) {
        return new HashSet<>(engine.ids(new Document(text, Field.PLAIN, List.of())));
    }

    @Test
    void refusesWhatWouldMatchWithNothingThereAndChangesNothingThen() {
        engine.define(List.of(new Standing("a", word("fare"))));
        var anything = new Formula.Any(List.of(word("fare"), new Formula.Not(word("strike"))));

        assertThatThrownBy(() -> engine.define(List.of(new Standing("a", word("delay")), new Standing("b", anything))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(found("fare delay")).containsExactly("a");
        assertThat(found("delay")).isEmpty();
        assertThat(engine.size()).isEqualTo(1);
    }

    /** Whoever changes a query again and again leaves nothing behind of what it asked for before. */
    @Test
    void keepsNoWordsThatNobodyAsksForAnyMore() {
        engine.define(List.of(new Standing("stays", word("fare"))));
        for (int version = 0; version < 100; version++) {
            var prefix = "w" + version + "x";
            engine.define(List.of(new Standing("changes", any(500, n -> word(prefix + n)))));
        }
        assertThat(engine.literals()).isLessThan(2_500);
        assertThat(found("fare w99x7")).containsExactlyInAnyOrder("stays", "changes");
        assertThat(found("w98x7")).isEmpty();
    }

    /** A word with mistakes is as heavy as eighty: what is left behind counts as what it weighs, whatever was there before. */
    @Test
    void forgetsHeavyWordsThoughThereWereManyLightOnesBefore() {
        engine.define(List.of(new Standing("changes", any(5_000, n -> word("w" + n)))));
        for (int version = 0; version < 10; version++) {
            var letters = "abcdefghijklmnopqrstuvwxyzabcdefghij" + version;
            engine.define(List.of(new Standing("changes", any(58, n -> new Formula.Fuzzy(letters + n, 2)))));
        }
        assertThat(engine.literals()).isLessThan(300);
        assertThat(found("abcdefghijklmnopqrstuvwxyzabcdefghij943")).containsExactly("changes");
        assertThat(found("w17")).isEmpty();
    }

    /** Nothing comes after a topic that goes to the archive, and what it looked for is gone all the same. */
    @Test
    void forgetsWhatWasWithdrawn() {
        engine.define(List.of(new Standing("a", any(5_000, n -> word("w" + n))), new Standing("b", word("fare"))));
        engine.withdraw(List.of("a"));
        assertThat(engine.literals()).isEqualTo(1);
        assertThat(found("fare w17")).containsExactly("b");
    }

    /** A word that begins as five hundred lists ask is an answer to each of them; what is kept of such words has an end. */
    @Test
    void keepsNoMoreOfWhatWordsAnswerThanItHasRoomFor() {
        engine.define(IntStream.range(0, 500)
                .mapToObj(list -> new Standing(
                        "list" + list,
                        any(41, n -> n == 0 ? new Formula.Prefix(Field.PLAIN, "aa") : word("w" + (50 * list + n)))))
                .toList());
        for (int message = 0; message < 50; message++) {
            int first = 1_000 * message;
            var text = IntStream.range(first, first + 1_000)
                    .mapToObj(n -> "aa" + n)
                    .collect(Collectors.joining(" "));
            assertThat(found(text)).hasSize(500);
        }
        assertThat(engine.kept()).isLessThan(2_200_000);
    }

    private static Formula any(int many, IntFunction<Formula> part) {
        return new Formula.Any(IntStream.range(0, many).mapToObj(part).toList());
    }

    @Test
    void waitsAtEveryAlternativeOfAlternatives() {
        var both = new Formula.Any(List.of(
                new Formula.All(List.of(word("fare"), word("strike"))),
                new Formula.All(List.of(word("delay"), new Formula.Not(word("fare"))))));
        engine.define(List.of(new Standing("a", both)));

        assertThat(found("strike fare")).containsExactly("a");
        assertThat(found("delay")).containsExactly("a");
        assertThat(found("delay fare")).isEmpty();
        assertThat(found("strike")).isEmpty();
    }

    /** Each place was once found anew for each equal word before it: twenty equal words took a million times as long. */
    @Test
    void equalWordsNearEachOtherTakeOnePlaceEach() {
        engine.define(List.of(new Standing("a", new Formula.Near(Collections.nCopies(20, "fare"), 100))));

        assertThat(found("strike fare ".repeat(19))).isEmpty();
        assertThat(found("strike fare ".repeat(20))).containsExactly("a");
        assertThat(found("strike fare ".repeat(19) + "strike ".repeat(4_000))).isEmpty();
        assertThat(found(("fare ".repeat(10) + "strike ".repeat(120)).repeat(40)))
                .isEmpty();
        assertThat(engine.match(new Document("strike fare ".repeat(20), Field.PLAIN, List.of()))
                        .getFirst()
                        .spans())
                .isNotEmpty();
    }

    @Test
    void readsMistakesAsTheAutomatonDoes() {
        var random = new Random(7);
        var index = new FuzzyIndex();
        var words = random.ints(300, 0, Integer.MAX_VALUE)
                .mapToObj(seed -> word(new Random(seed)))
                .distinct()
                .toList();
        for (int i = 0; i < words.size(); i++) {
            index.add(words.get(i), 1 + i % 2, i);
        }
        var automata = new CharacterRunAutomaton[words.size()];
        for (int i = 0; i < automata.length; i++) {
            automata[i] = new CharacterRunAutomaton(new LevenshteinAutomata(words.get(i), true).toAutomaton(1 + i % 2));
        }
        int hits = 0;
        for (int n = 0; n < 500; n++) {
            var written = word(random);
            var expected = new HashSet<Integer>();
            for (int i = 0; i < automata.length; i++) {
                if (automata[i].run(written)) {
                    expected.add(i);
                }
            }
            var actual = new HashSet<Integer>();
            index.find(written, actual::add);
            assertThat(actual).as(written).isEqualTo(expected);
            hits += expected.size();
        }
        assertThat(hits).isPositive();
    }

    /** Few letters, one of them outside the basic plane, so that many words are near each other. */
    private static String word(Random random) {
        var word = new StringBuilder();
        int letters = 3 + random.nextInt(5);
        for (int i = 0; i < letters; i++) {
            word.append(List.of("a", "b", "c", "✈", "🛫").get(random.nextInt(5)));
        }
        return word.toString();
    }
}
