package org.parvis.listening.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
            var words = new ArrayList<Formula>();
            for (int n = 0; n < 500; n++) {
                words.add(word("w" + version + "x" + n));
            }
            engine.define(List.of(new Standing("changes", new Formula.Any(words))));
        }
        assertThat(engine.literals()).isLessThan(2_500);
        assertThat(found("fare w99x7")).containsExactlyInAnyOrder("stays", "changes");
        assertThat(found("w98x7")).isEmpty();
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
