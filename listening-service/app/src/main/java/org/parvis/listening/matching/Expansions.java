package org.parvis.listening.matching;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What words met lately answer. So many words, and so many numbers of all of them together: a word may answer as much as there are
 * queries. Places are taken without a lock; when there are too many numbers, all are forgotten.
 */
final class Expansions {

    private static final int FEWEST_WORDS = 256;
    private static final int MOST_WORDS = 1 << 16;
    private static final int NUMBERS_OF_A_WORD = 32;

    private final AtomicReferenceArray<@Nullable Expansion> places;
    private final AtomicInteger numbers = new AtomicInteger();

    private Expansions(int words) {
        places = new AtomicReferenceArray<>(words);
    }

    /** Room for a dictionary of so many literals; that which is known already, when it is as large. */
    static Expansions of(int literals, @Nullable Expansions known) {
        int wanted = Math.clamp(Integer.highestOneBit(literals + 1) * 4L, FEWEST_WORDS, MOST_WORDS);
        return known != null && known.places.length() == wanted ? known : new Expansions(wanted);
    }

    Expansion of(Vocabulary.Word word, Dictionary dictionary, int edition) {
        int place = word.hash >>> 4 & places.length() - 1;
        var known = places.getPlain(place);
        if (known != null && known.word() == word && known.edition() == edition) {
            return known;
        }
        var expansion = dictionary.expand(word, edition);
        keep(place, expansion);
        return expansion;
    }

    private void keep(int place, @Nullable Expansion expansion) {
        var before = places.getAndSet(place, expansion);
        int more = size(expansion) - size(before);
        if (more != 0 && numbers.addAndGet(more) > NUMBERS_OF_A_WORD * places.length()) {
            for (int each = 0; each < places.length(); each++) {
                numbers.addAndGet(-size(places.getAndSet(each, null)));
            }
        }
    }

    private static int size(@Nullable Expansion expansion) {
        return expansion == null
                ? 0
                : expansion.spelled().length + expansion.frenchToo().length + expansion.englishToo().length;
    }

    int numbers() {
        return numbers.get();
    }
}
