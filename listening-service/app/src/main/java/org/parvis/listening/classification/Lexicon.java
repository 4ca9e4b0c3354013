package org.parvis.listening.classification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.parvis.listening.text.CommonWords;

/**
 * A word list from a file: words and phrases under labels.
 *
 * <p>Each line of the file is {@code label: term, term, ...}. A term may be written without its accents, unless that makes it
 * another word: "sûr" is not "sur".
 */
final class Lexicon {

    private static final int MIN_BARE_LENGTH = 5;

    /** Terms by their first word, longest first. */
    private final Map<String, List<Term>> terms = new HashMap<>();

    private record Term(String label, List<String> forms) {}

    /** A term that stands in a text: its label and the words it covers. */
    record Hit(String label, int from, int to, String surface) {}

    private Lexicon() {}

    static Lexicon load(String file) {
        var lexicon = new Lexicon();
        lines(file).forEach((label, list) -> {
            for (var term : list.split(",")) {
                lexicon.add(label, term.strip());
            }
        });
        lexicon.terms
                .values()
                .forEach(
                        list -> list.sort((a, b) -> b.forms().size() - a.forms().size()));
        return lexicon;
    }

    /** The lines of a list file, comments aside; several lines under one label are one. */
    static Map<String, String> lines(String file) {
        Map<String, String> lines = new LinkedHashMap<>();
        try (var in = Objects.requireNonNull(Lexicon.class.getResourceAsStream("/classification/" + file), file);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        int colon = line.indexOf(':');
                        lines.merge(
                                line.substring(0, colon).strip(),
                                line.substring(colon + 1).strip(),
                                (a, b) -> a + ", " + b);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private void add(String label, String term) {
        var forms = Words.of(term).list().stream().map(Word::form).toList();
        if (forms.isEmpty()) {
            return;
        }
        put(label, forms);
        var bare = forms.stream().map(Words::bare).toList();
        var joined = String.join(" ", bare);
        if (!bare.equals(forms) && joined.length() >= MIN_BARE_LENGTH && !CommonWords.FRENCH.contains(joined)) {
            put(label, bare);
        }
    }

    private void put(String label, List<String> forms) {
        terms.computeIfAbsent(forms.getFirst(), key -> new ArrayList<>()).add(new Term(label, forms));
    }

    /** The longest term that begins at this word. */
    Optional<Hit> at(List<Word> words, int from) {
        for (var term : terms.getOrDefault(words.get(from).form(), List.of())) {
            if (fits(term.forms(), words, from)) {
                return Optional.of(hit(term, words, from));
            }
        }
        return unstretched(words, from);
    }

    /** All terms in the text, without overlap. */
    List<Hit> in(List<Word> words) {
        var hits = new ArrayList<Hit>();
        int i = 0;
        while (i < words.size()) {
            var hit = at(words, i);
            hit.ifPresent(hits::add);
            i = hit.map(Hit::to).orElse(i + 1);
        }
        return hits;
    }

    private static boolean fits(List<String> forms, List<Word> words, int from) {
        if (from + forms.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < forms.size(); i++) {
            var word = words.get(from + i);
            if (!word.form().equals(forms.get(i))
                    || word.sentence() != words.get(from).sentence()) {
                return false;
            }
        }
        return true;
    }

    /** "baaad" was cut to "baad"; the list has "bad". */
    private Optional<Hit> unstretched(List<Word> words, int from) {
        var word = words.get(from);
        if (!word.stretched()) {
            return Optional.empty();
        }
        var single = Words.singular(word.form().replaceAll("(\\p{L})\\1", "$1"));
        return terms.getOrDefault(single, List.of()).stream()
                .filter(term -> term.forms().size() == 1)
                .findFirst()
                .map(term -> hit(term, words, from));
    }

    private static Hit hit(Term term, List<Word> words, int from) {
        int to = from + term.forms().size();
        var surface = String.join(
                " ", words.subList(from, to).stream().map(Word::surface).toList());
        return new Hit(term.label(), from, to, surface);
    }
}
