package org.parvis.listening.matching;

import java.util.List;

/**
 * What a document must be like, over terms that the analysis has made already.
 *
 * <p>Words of {@link Phrase}, {@link Near} and {@link Fuzzy} are terms of {@link Field#PLAIN}.
 */
public sealed interface Formula {

    /** How many words this asks for; what an engine holds of a query, and how long it takes to make, goes by these. */
    default long weight() {
        return switch (this) {
            case All all -> all.parts().stream().mapToLong(Formula::weight).sum();
            case Any any -> any.parts().stream().mapToLong(Formula::weight).sum();
            case Not not -> not.part().weight();
            case Term term -> 1;
            case Word word -> 1;
            case Prefix prefix -> 1;
            case Fuzzy fuzzy -> FuzzyIndex.weight(fuzzy.word(), fuzzy.edits());
            case Phrase phrase -> phrase.words().size();
            case Near near -> near.words().size();
        };
    }

    record All(List<Formula> parts) implements Formula {
        public All {
            parts = List.copyOf(parts);
        }
    }

    record Any(List<Formula> parts) implements Formula {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(Formula part) implements Formula {}

    record Term(Field field, String text) implements Formula {}

    /** A word in the forms it has in several fields. */
    record Word(List<Term> forms) implements Formula {
        public Word {
            forms = List.copyOf(forms);
        }
    }

    /** A term that begins like this. */
    record Prefix(Field field, String start) implements Formula {}

    /**
     * A word that becomes this one when so many letters are put in, left out, replaced or change places with their neighbour (each
     * place once).
     */
    record Fuzzy(String word, int edits) implements Formula {
        public Fuzzy {
            if (edits < 1 || edits > FuzzyIndex.MOST_EDITS) {
                throw new IllegalArgumentException("edits: " + edits);
            }
        }
    }

    /** These words one after the other. */
    record Phrase(List<String> words) implements Formula {
        public Phrase {
            words = List.copyOf(words);
        }
    }

    /** These words, moved by no more than {@code slop} places in all from where a phrase would have them. */
    record Near(List<String> words, int slop) implements Formula {
        public Near {
            words = List.copyOf(words);
        }
    }
}
