package org.parvis.crm.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the places of a brand's text to an author; what is filled in is never read as a place itself, and an empty place leaves no hole. */
public final class TellingWords {

    static final String NAME = "{name}";
    static final String SUMMARY = "{summary}";
    static final String WORDS = "{words}";

    private static final Pattern PLACE = Pattern.compile("\\{[^{}]*}");
    private static final Set<String> PLACES = Set.of(NAME, SUMMARY, WORDS);

    private TellingWords() {}

    /** The first word in braces that stands for nothing. */
    static Optional<String> unknownPlace(String text) {
        return PLACE.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(place -> !PLACES.contains(place))
                .findFirst();
    }

    public static String fill(String text, String name, String summary, String words) {
        var values = Map.of(NAME, name, SUMMARY, summary, WORDS, words);
        return PLACE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(), found.group())))
                .replaceAll(" {2,}", " ")
                .strip();
    }
}
