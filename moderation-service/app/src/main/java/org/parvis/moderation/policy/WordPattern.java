package org.parvis.moderation.policy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns a word list into one expression over folded text; whole words only, so that "ass" does not fire on "class". */
final class WordPattern {

    private static final String EDGE_BEFORE = "(?<![\\p{L}\\p{N}])";
    private static final String EDGE_AFTER = "(?![\\p{L}\\p{N}])";
    private static final String REST_OF_WORD = "[\\p{L}\\p{N}]{0,40}+";

    private WordPattern() {}

    /** True for an entry that would match nothing, such as a lone asterisk. */
    static boolean isEmpty(String entry) {
        return FoldedText.fold(entry).chars().noneMatch(Character::isLetterOrDigit);
    }

    static Pattern anyOf(List<String> entries) {
        var alternatives = entries.stream().map(WordPattern::one).collect(Collectors.joining("|"));
        return Pattern.compile(EDGE_BEFORE + "(?:" + alternatives + ")" + EDGE_AFTER);
    }

    private static String one(String entry) {
        var folded = FoldedText.fold(entry);
        var isPrefix = folded.endsWith("*");
        var words = (isPrefix ? folded.substring(0, folded.length() - 1) : folded).strip();
        var pattern =
                Pattern.compile(" +").splitAsStream(words).map(Pattern::quote).collect(Collectors.joining("\\s+"));
        return isPrefix ? pattern + REST_OF_WORD : pattern;
    }
}
