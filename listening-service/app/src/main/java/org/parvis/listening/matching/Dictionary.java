package org.parvis.listening.matching;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for everything that queries ask about, and the ways from a document's terms to those numbers.
 *
 * <p>One writer at a time numbers; any number of readers look up meanwhile. A reader may see numbers of queries that are not in force
 * yet, which does no harm: nothing it checks asks for them.
 */
final class Dictionary {

    /** So many documents weigh as much as what was guessed beforehand. */
    private static final double GUESSES_WEIGH = 500;

    /** Most words of most messages are looked for by nobody, and tens of thousands of them are kept. */
    private static final int[] NONE = new int[0];

    private static final int FORGETS_AT = 1 << 20;

    private final Map<Literal, Integer> numbers = new HashMap<>();
    private final Numbered<Literal> literals = new Numbered<>();
    private int size;

    private final Map<Field, ConcurrentHashMap<String, Integer>> terms = new EnumMap<>(Field.class);
    private final Map<Field, Prefixes> prefixes = new EnumMap<>(Field.class);
    private final FuzzyIndex fuzzy = new FuzzyIndex();
    /** The alternatives that a literal is one of. */
    private final Numbered<int[]> containing = new Numbered<>();
    /** The phrases that are looked for where a term stands. */
    private final Numbered<PhrasePattern[]> phrasesAt = new Numbered<>();

    private final Numbered<PhrasePattern> patterns = new Numbered<>();

    private @Nullable Dictionary previous;
    private volatile int[] seen = new int[64];
    // Counted without a lock: a count lost now and then changes nothing.
    private int documents;

    Dictionary(@Nullable Dictionary previous) {
        this.previous = previous;
        for (var field : Field.values()) {
            terms.put(field, new ConcurrentHashMap<>());
            prefixes.put(field, new Prefixes());
        }
        if (previous != null) {
            documents = previous.documents > FORGETS_AT ? previous.documents / 2 : previous.documents;
        }
    }

    /** What the one before has seen is taken over while the queries are numbered again, and then it can go. */
    void forgetPrevious() {
        previous = null;
    }

    int size() {
        return size;
    }

    // ---- writing

    int number(Literal literal) {
        var known = numbers.get(literal);
        if (known != null) {
            return known;
        }
        int number = size++;
        literals.set(number, literal);
        numbers.put(literal, number);
        takeOver(literal, number);
        switch (literal) {
            case Literal.Term term -> map(terms, term.field()).put(term.text(), number);
            case Literal.Prefix prefix -> map(prefixes, prefix.field()).add(prefix.start(), number);
            case Literal.Fuzzy word -> fuzzy.add(word.word(), word.edits(), number);
            case Literal.Phrase phrase -> addPhrase(phrase, number);
            case Literal.AnyOf any ->
                any.parts().forEach(part -> containing.set(part, appended(containing.get(part), number)));
        }
        return number;
    }

    private static <T> T map(Map<Field, T> byField, Field field) {
        return Objects.requireNonNull(byField.get(field));
    }

    private void addPhrase(Literal.Phrase phrase, int number) {
        var words = phrase.words().stream().mapToInt(Integer::intValue).toArray();
        int rarest = 0;
        for (int i = 1; i < words.length; i++) {
            if (share(words[i]) < share(words[rarest])) {
                rarest = i;
            }
        }
        var pattern = PhrasePattern.of(number, words, rarest, phrase.slop());
        patterns.set(number, pattern);
        var there = phrasesAt.get(words[rarest]);
        var more = there == null ? new PhrasePattern[1] : Arrays.copyOf(there, there.length + 1);
        more[more.length - 1] = pattern;
        phrasesAt.set(words[rarest], more);
    }

    private static int[] appended(int @Nullable [] there, int number) {
        var more = there == null ? new int[1] : Arrays.copyOf(there, there.length + 1);
        more[more.length - 1] = number;
        return more;
    }

    private void takeOver(Literal literal, int number) {
        if (number >= seen.length) {
            seen = Arrays.copyOf(seen, seen.length * 2);
        }
        var old = previous;
        if (old != null && !(literal instanceof Literal.Phrase || literal instanceof Literal.AnyOf)) {
            var its = old.numbers.get(literal);
            if (its != null && its < old.seen.length) {
                seen[number] = old.documents > FORGETS_AT ? old.seen[its] / 2 : old.seen[its];
            }
        }
    }

    /** In about which share of the documents this holds. */
    double share(int number) {
        var literal = literal(number);
        double guess = switch (literal) {
            case Literal.Term term -> guess(term);
            case Literal.Prefix prefix ->
                prefix.field() == Field.LINK
                        ? 0.01
                        : Math.max(0.002, 0.3 / (1 << prefix.start().length()));
            case Literal.Fuzzy word -> 2 * Vocabulary.SHARED.share(word.word()) + 0.01 * word.edits();
            case Literal.Phrase phrase ->
                phrase.words().stream().mapToDouble(this::share).min().orElse(1) / 4;
            case Literal.AnyOf any ->
                Math.min(1, any.parts().stream().mapToDouble(this::share).sum());
        };
        if (literal instanceof Literal.Phrase || literal instanceof Literal.AnyOf) {
            return guess;
        }
        return (seen[number] + guess * GUESSES_WEIGH) / (documents + GUESSES_WEIGH);
    }

    private static double guess(Literal.Term term) {
        return switch (term.field()) {
            case PLAIN -> Vocabulary.SHARED.share(term.text());
            case FRENCH, ENGLISH -> Vocabulary.SHARED.share(term.text()) / 2;
            case AUTHOR -> 0.001;
            case SITE -> 0.02;
            case LINK -> 0.005;
            case LANGUAGE -> 0.5;
        };
    }

    // ---- reading

    /** Counts a document in which these hold. */
    void count(int[] holding, int length) {
        documents++;
        var counts = seen;
        for (int i = 0; i < length; i++) {
            if (holding[i] < counts.length) {
                counts[holding[i]]++;
            }
        }
    }

    int documents() {
        return documents;
    }

    Literal literal(int number) {
        return Objects.requireNonNull(literals.get(number));
    }

    @Nullable
    Integer term(Field field, String text) {
        return map(terms, field).get(text);
    }

    boolean looksFor(Field field) {
        return !map(terms, field).isEmpty() || !map(prefixes, field).isEmpty();
    }

    void startsOf(Field field, String text, IntConsumer found) {
        map(prefixes, field).find(text, found);
    }

    int @Nullable [] containing(int literal) {
        return containing.get(literal);
    }

    @Nullable
    PhrasePattern pattern(int literal) {
        return patterns.get(literal);
    }

    Expansion expand(Vocabulary.Word word, int edition) {
        var spelled = new Found();
        var french = new Found();
        var english = new Found();
        int plainTerm = -1;
        var plain = word.plain;
        if (plain != null) {
            plainTerm = spelled.term(Field.PLAIN, plain);
            map(prefixes, Field.PLAIN).find(plain, spelled::add);
            fuzzy.find(plain, spelled::add);
        }
        int frenchTerm = word.french == null ? -1 : french.term(Field.FRENCH, word.french);
        int englishTerm = word.english == null ? -1 : english.term(Field.ENGLISH, word.english);
        return new Expansion(
                word,
                edition,
                plainTerm,
                frenchTerm,
                englishTerm,
                spelled.all(),
                french.without(spelled),
                english.without(spelled),
                plainTerm < 0 ? null : phrasesAt.get(plainTerm));
    }

    /** Literals that hold, with all alternatives they are part of. */
    private final class Found {

        private final Set<Integer> literals = new HashSet<>();

        int term(Field field, String text) {
            var number = Dictionary.this.term(field, text);
            if (number == null) {
                return -1;
            }
            add(number);
            return number;
        }

        void add(int literal) {
            if (literals.add(literal)) {
                var wholes = containing.get(literal);
                if (wholes != null) {
                    for (int whole : wholes) {
                        add(whole);
                    }
                }
            }
        }

        int[] all() {
            return literals.isEmpty()
                    ? NONE
                    : literals.stream().mapToInt(Integer::intValue).toArray();
        }

        int[] without(Found others) {
            return literals.isEmpty()
                    ? NONE
                    : literals.stream()
                            .filter(literal -> !others.literals.contains(literal))
                            .mapToInt(Integer::intValue)
                            .toArray();
        }
    }
}
