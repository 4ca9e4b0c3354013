package org.parvis.moderation.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.parvis.moderation.policy.WordList.Place;

class WordListTest {

    private static final String EDGE_BEFORE = "(?<![\\p{L}\\p{N}])";
    private static final String EDGE_AFTER = "(?![\\p{L}\\p{N}])";

    @Provide
    Arbitrary<List<String>> entries() {
        return Arbitraries.strings()
                .withChars('a', 'b', '\'', ' ', ',')
                .ofMinLength(1)
                .ofMaxLength(5)
                .map(String::strip)
                .filter(entry -> !WordList.isEmpty(entry))
                .flatMap(entry -> Arbitraries.of(entry, entry + "*"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('a', 'b', '\'', ' ', ',', '\n').ofMaxLength(30);
    }

    @Property(tries = 2_000)
    void findsWhatAnExpressionForEachEntryFinds(@ForAll("entries") List<String> entries, @ForAll("texts") String text) {
        assertThat(WordList.of(entries).in(text)).isEqualTo(oneByOne(entries, text));
    }

    /** Each entry at each place, the longest of them. */
    private static List<Place> oneByOne(List<String> entries, String text) {
        var places = new ArrayList<Place>();
        var patterns = entries.stream().map(WordListTest::pattern).toList();
        for (int at = 0; at < text.length(); at++) {
            int end = at;
            for (var pattern : patterns) {
                var matcher = pattern.matcher(text).useTransparentBounds(true).region(at, text.length());
                end = matcher.lookingAt() ? Math.max(end, matcher.end()) : end;
            }
            if (end > at) {
                places.add(new Place(at, end));
                at = end - 1;
            }
        }
        return places;
    }

    private static Pattern pattern(String entry) {
        boolean begins = entry.endsWith("*");
        var words = (begins ? entry.substring(0, entry.length() - 1) : entry).strip();
        var spelled =
                Pattern.compile(" +").splitAsStream(words).map(Pattern::quote).collect(Collectors.joining("\\s+"));
        return Pattern.compile(EDGE_BEFORE + spelled + (begins ? "[\\p{L}\\p{N}]{0,40}+" : "") + EDGE_AFTER);
    }
}
