package org.parvis.listening.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The named rival: the exact Jaccard similarity of the shingles, asked of every message of the window. */
final class ExactSide {

    private record Known(String story, int words, long[] whole, long[] opening) {}

    private final List<Known> known = new ArrayList<>();

    /** The story of a message, as the product would say it if it estimated nothing and forgot nothing. */
    String storyOf(Recogniser.Arrival arrival) {
        var words = Wording.words(arrival.text());
        if (words.size() < Wording.FEWEST_WORDS) {
            return arrival.mentionId();
        }
        var fresh = new Known(
                arrival.mentionId(),
                words.size(),
                set(words),
                set(words.subList(0, Math.min(words.size(), Wording.OPENING_WORDS))));
        Known best = null;
        double most = 0;
        for (var other : known) {
            double likeness = jaccard(fresh.whole(), other.whole());
            if (Math.min(fresh.words(), other.words()) * 2 <= Math.max(fresh.words(), other.words())) {
                likeness = Math.max(likeness, jaccard(fresh.opening(), other.opening()));
            }
            if (likeness >= Wording.ALIKE && likeness > most) {
                best = other;
                most = likeness;
            }
        }
        var story = best == null ? arrival.mentionId() : best.story();
        known.add(new Known(story, fresh.words(), fresh.whole(), fresh.opening()));
        return story;
    }

    static long[] set(List<String> words) {
        return Arrays.stream(Fingerprint.shingles(words)).sorted().distinct().toArray();
    }

    /** @param a ascending, as {@code b} is */
    static double jaccard(long[] a, long[] b) {
        int both = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                both++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return both / (double) (a.length + b.length - both);
    }
}
