package org.parvis.privacy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Words of a person that belong to lists of an entry, kept apart from these as one {@link Protected} text, so that one key and one
 * encryption are enough for all of them. In the lists an empty place stays for each; after an erasure these say how many there were.
 */
public final class WordsApart {

    /** Found words are pieces of lines; where one goes over an end of a line it reads the same with a space. */
    private static final String BETWEEN = "\n";

    private static final String PLACE = "";

    private final boolean erased;
    private final Iterator<String> words;

    /** @param joined what {@link #joined} made, or {@link Erased#TEXT}, or null for an entry of before, whose lists hold their words */
    public WordsApart(@Nullable String joined) {
        erased = joined != null && Erased.is(joined);
        words = joined == null || erased
                ? Collections.emptyIterator()
                : List.of(joined.split(BETWEEN, -1)).iterator();
    }

    /** All words of the lists as one text; null when there is none. */
    public static @Nullable String joined(Stream<List<String>> lists) {
        var words = lists.flatMap(List::stream)
                .map(word -> word.replace(BETWEEN, " "))
                .toList();
        return words.isEmpty() ? null : String.join(BETWEEN, words);
    }

    /** What stays of a list whose words are kept apart. */
    public static List<String> places(List<String> words) {
        return List.copyOf(Collections.nCopies(words.size(), PLACE));
    }

    /** What is shown of a list whose words were erased. */
    public static List<String> erased(List<String> words) {
        return words.isEmpty() ? words : List.of(Erased.TEXT);
    }

    /** Puts the words back into their places. Lists are to be filled in the order in which they were joined. */
    public List<String> into(List<String> places) {
        if (erased && places.contains(PLACE)) {
            return erased(places);
        }
        var filled = new ArrayList<String>(places.size());
        for (var place : places) {
            filled.add(place.equals(PLACE) && words.hasNext() ? words.next() : place);
        }
        return filled;
    }
}
