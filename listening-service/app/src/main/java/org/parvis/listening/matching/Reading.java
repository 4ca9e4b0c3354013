package org.parvis.listening.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.text.TokenReader;

/**
 * One document being matched: its words, and which literals hold. Used for one document after the other, by one thread at a time; its
 * arrays stay.
 */
final class Reading implements TokenReader.Sink {

    private static final int COUNTED_FIRST = 4_096;

    private final TokenReader tokens = new TokenReader();

    private @Nullable Snapshot snapshot;
    private Field stems = Field.PLAIN;

    private int length;
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    /** For each word the number of its plain term, or -1. */
    private int[] plain = new int[256];

    private @Nullable Expansion[] words = new Expansion[256];
    private boolean phrases;

    /** A bit for each literal that holds, and which these are. */
    private long[] marks = new long[64];

    private int[] holding = new int[256];
    private int holds;

    /** A bit for each query found, and which these are: segment in the upper half, place in the lower. */
    private long[] foundBits = new long[16];

    private long[] found = new long[64];
    private int founds;

    /** A bit for each literal whose words are to be shown. */
    private long[] shown = new long[64];

    private int documents;
    private boolean counted;

    // ---- finding

    /** Finds all queries; {@link #hits} or {@link #ids} tell them until {@link #done}. */
    void read(Document document, Snapshot given) {
        snapshot = given;
        stems = document.stems();
        if (marks.length <= given.literals() >> 6) {
            marks = new long[(given.literals() >> 5) + 1];
        }
        if (foundBits.length <= given.places() >> 6) {
            foundBits = new long[(given.places() >> 5) + 1];
        }
        // Every eighth is enough to know what is rare; at first each is needed.
        counted = (documents++ & 7) == 0 || given.dictionary().documents() < COUNTED_FIRST;
        tokens.read(document.text(), this);
        for (var values : document.values()) {
            if (given.dictionary().looksFor(values.field())) {
                values.terms().get().forEach(term -> value(values.field(), term, given.dictionary()));
            }
        }
        if (phrases) {
            markPhrases();
        }
        if (counted) {
            given.dictionary().count(holding, holds);
        }
        var segments = given.segments();
        for (int i = 0; i < segments.length; i++) {
            find(given, segments[i], i);
        }
    }

    @Override
    public void token(char[] chars, int size, int start, int end) {
        var snap = Objects.requireNonNull(snapshot);
        var word = Vocabulary.SHARED.word(chars, size, tokens, counted);
        if (word.plain == null) {
            return;
        }
        var expansion = snap.expansion(word);
        if (length == starts.length) {
            grow();
        }
        starts[length] = start;
        ends[length] = end;
        plain[length] = expansion.plain();
        words[length] = expansion;
        length++;
        phrases |= expansion.phrases() != null;
        mark(expansion.spelled());
        if (stems == Field.FRENCH) {
            mark(expansion.frenchToo());
        } else if (stems == Field.ENGLISH) {
            mark(expansion.englishToo());
        }
    }

    private void grow() {
        starts = Arrays.copyOf(starts, length * 2);
        ends = Arrays.copyOf(ends, length * 2);
        plain = Arrays.copyOf(plain, length * 2);
        words = Arrays.copyOf(words, length * 2);
    }

    private void value(Field field, String term, Dictionary dictionary) {
        var literal = dictionary.term(field, term);
        if (literal != null) {
            markWithWholes(literal);
        }
        dictionary.startsOf(field, term, this::markWithWholes);
    }

    private void markPhrases() {
        for (int position = 0; position < length; position++) {
            var expansion = Objects.requireNonNull(words[position]);
            var patterns = expansion.phrases();
            if (patterns != null) {
                for (var pattern : patterns) {
                    if (!isMarked(pattern.literal()) && matches(pattern, position)) {
                        markWithWholes(pattern.literal());
                    }
                }
            }
        }
    }

    private boolean matches(PhrasePattern pattern, int position) {
        if (pattern.slop() == 0) {
            return pattern.isAt(plain, length, position);
        }
        for (int word : pattern.words()) {
            if (!isMarked(word)) {
                return false;
            }
        }
        return pattern.isNear(plain, length);
    }

    private void mark(int[] literals) {
        for (int literal : literals) {
            mark(literal);
        }
    }

    private boolean mark(int literal) {
        int at = literal >> 6;
        if (at >= marks.length) {
            marks = Arrays.copyOf(marks, at * 2 + 1);
        }
        long bit = 1L << literal;
        if ((marks[at] & bit) != 0) {
            return false;
        }
        marks[at] |= bit;
        if (holds == holding.length) {
            holding = Arrays.copyOf(holding, holds * 2);
        }
        holding[holds++] = literal;
        return true;
    }

    private void markWithWholes(int literal) {
        if (mark(literal)) {
            var wholes = Objects.requireNonNull(snapshot).dictionary().containing(literal);
            if (wholes != null) {
                for (int whole : wholes) {
                    markWithWholes(whole);
                }
            }
        }
    }

    private boolean isMarked(int literal) {
        int at = literal >> 6;
        return at < marks.length && (marks[at] >>> literal & 1) != 0;
    }

    private void find(Snapshot snap, Segment segment, int number) {
        int[] code = segment.code();
        long[] bits = marks;
        for (int i = 0; i < holds; i++) {
            int at = segment.stretch(holding[i]);
            if (at < 0) {
                continue;
            }
            int end = code[at++];
            while (at < end) {
                int place = code[at];
                int steps = code[at + 1];
                at += 2;
                if (steps == Segment.ELSEWHERE) {
                    if (holds(code, code[at], bits)) {
                        found(snap, number, place);
                    }
                    at++;
                } else {
                    if (steps == 0 || holds(code, at, bits)) {
                        found(snap, number, place);
                    }
                    at += steps;
                }
            }
        }
    }

    private static boolean holds(int[] code, int first, long[] marks) {
        int at = first;
        while (true) {
            int literal = code[at];
            // The upper half of the jumps where the literal holds, the lower where it does not.
            int holds = (int) (marks[literal >> 6] >>> literal) & 1;
            int jump = code[at + 1] >>> (holds << 4) & 0xffff;
            if (jump >= Compiled.REJECT) {
                return jump == Compiled.ACCEPT;
            }
            at += jump << 1;
        }
    }

    private void found(Snapshot snap, int segment, int place) {
        int query = snap.bases()[segment] + place;
        if ((foundBits[query >> 6] >>> query & 1) != 0 || !snap.isAlive(segment, place)) {
            return;
        }
        foundBits[query >> 6] |= 1L << query;
        if (founds == found.length) {
            found = Arrays.copyOf(found, founds * 2);
        }
        found[founds++] = (long) segment << 32 | place;
    }

    // ---- telling

    List<String> ids() {
        var ids = new ArrayList<String>(founds);
        for (int i = 0; i < founds; i++) {
            ids.add(query(i).id());
        }
        return ids;
    }

    List<Hit> hits() {
        var hits = new ArrayList<Hit>(founds);
        for (int i = 0; i < founds; i++) {
            hits.add(hit(query(i)));
        }
        return hits;
    }

    private Compiled query(int number) {
        long place = found[number];
        return Objects.requireNonNull(snapshot).segments()[(int) (place >>> 32)].query((int) place);
    }

    private Hit hit(Compiled query) {
        if (shown.length < marks.length) {
            shown = new long[marks.length];
        }
        var parts = new Parts(Objects.requireNonNull(snapshot).dictionary());
        parts.collect(query.node());
        try {
            return new Hit(query.id(), spans(parts.patterns), parts.fields);
        } finally {
            parts.literals.forEach(literal -> shown[literal >> 6] = 0);
        }
    }

    private List<Hit.Span> spans(List<PhrasePattern> patterns) {
        var spans = new ArrayList<Hit.Span>();
        for (int position = 0; position < length; position++) {
            var expansion = Objects.requireNonNull(words[position]);
            boolean spelled = isAnyShown(expansion.spelled());
            if (spelled) {
                spans.add(new Hit.Span(starts[position], ends[position]));
            }
            for (var pattern : patterns) {
                int last = last(pattern, position);
                if (last >= 0) {
                    spans.add(new Hit.Span(starts[position], ends[last]));
                }
            }
            if (!spelled && isStemShown(expansion)) {
                spans.add(new Hit.Span(starts[position], ends[position]));
            }
        }
        return spans;
    }

    /** The last word of a phrase that begins here, or -1. */
    private int last(PhrasePattern pattern, int position) {
        if (pattern.slop() == 0) {
            return pattern.endFrom(plain, length, position);
        }
        int last = -1;
        var places = new int[pattern.words().length];
        // The word here may be any of the phrase's words, moved to the front.
        for (int word = 0; word < pattern.words().length; word++) {
            if (plain[position] == pattern.words()[word]) {
                for (int least = position - word - pattern.slop(); least <= position - word; least++) {
                    if (pattern.fits(plain, length, least, places)
                            && Arrays.stream(places).min().getAsInt() == position) {
                        int end = Arrays.stream(places).max().getAsInt();
                        last = last < 0 ? end : Math.min(last, end);
                    }
                }
            }
        }
        return last;
    }

    private boolean isAnyShown(int[] literals) {
        for (int literal : literals) {
            if (isShown(literal)) {
                return true;
            }
        }
        return false;
    }

    private boolean isStemShown(Expansion expansion) {
        return switch (stems) {
            case FRENCH -> expansion.french() >= 0 && isShown(expansion.french());
            case ENGLISH -> expansion.english() >= 0 && isShown(expansion.english());
            default -> false;
        };
    }

    private boolean isShown(int literal) {
        int at = literal >> 6;
        return at < shown.length && (shown[at] >>> literal & 1) != 0;
    }

    /** What of a query holds, with no negation above it. */
    private final class Parts {

        private final Dictionary dictionary;
        private final List<Integer> literals = new ArrayList<>();
        private final List<PhrasePattern> patterns = new ArrayList<>();
        private final EnumSet<Field> fields = EnumSet.noneOf(Field.class);

        Parts(Dictionary dictionary) {
            this.dictionary = dictionary;
        }

        void collect(Node node) {
            if (!holds(node)) {
                return;
            }
            switch (node) {
                case Node.Leaf leaf -> collect(leaf.literal());
                case Node.Not not -> {}
                case Node.All all -> all.parts().forEach(this::collect);
                case Node.Any any -> any.parts().forEach(this::collect);
            }
        }

        private boolean holds(Node node) {
            return switch (node) {
                case Node.Leaf leaf -> isMarked(leaf.literal());
                case Node.Not not -> !holds(not.part());
                case Node.All all -> all.parts().stream().allMatch(this::holds);
                case Node.Any any -> any.parts().stream().anyMatch(this::holds);
            };
        }

        private void collect(int literal) {
            if (!isMarked(literal)) {
                return;
            }
            switch (dictionary.literal(literal)) {
                case Literal.Term term -> show(literal, term.field());
                case Literal.Prefix prefix -> show(literal, prefix.field());
                case Literal.Fuzzy fuzzy -> show(literal, Field.PLAIN);
                case Literal.Phrase phrase -> patterns.add(Objects.requireNonNull(dictionary.pattern(literal)));
                case Literal.AnyOf any -> any.parts().forEach(this::collect);
            }
        }

        private void show(int literal, Field field) {
            switch (field) {
                case PLAIN, FRENCH, ENGLISH -> {
                    shown[literal >> 6] |= 1L << literal;
                    literals.add(literal);
                }
                default -> fields.add(field);
            }
        }
    }

    // ---- afterwards

    /** Forgets the document. */
    void done() {
        for (int i = 0; i < holds; i++) {
            marks[holding[i] >> 6] = 0;
        }
        for (int i = 0; i < founds; i++) {
            var snap = Objects.requireNonNull(snapshot);
            int query = snap.bases()[(int) (found[i] >>> 32)] + (int) found[i];
            foundBits[query >> 6] = 0;
        }
        Arrays.fill(words, 0, length, null);
        length = 0;
        holds = 0;
        founds = 0;
        phrases = false;
        snapshot = null;
    }
}
