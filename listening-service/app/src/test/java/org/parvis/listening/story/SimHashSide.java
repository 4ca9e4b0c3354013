package org.parvis.listening.story;

import java.util.ArrayList;
import java.util.List;

/**
 * The other standard method: SimHash of 64 bits (M. Charikar 2002; G. Manku, A. Jain, A. Das Sarma 2007) over the same shingles, compared
 * with every message of the window by how many bits differ.
 */
final class SimHashSide {

    private record Known(String story, long hash) {}

    private final int mostBits;
    private final List<Known> known = new ArrayList<>();

    SimHashSide(int mostBits) {
        this.mostBits = mostBits;
    }

    String storyOf(Recogniser.Arrival arrival) {
        var words = Wording.words(arrival.text());
        if (words.size() < Wording.FEWEST_WORDS) {
            return arrival.mentionId();
        }
        long hash = hash(words);
        Known best = null;
        int least = mostBits + 1;
        for (var other : known) {
            int bits = Long.bitCount(hash ^ other.hash());
            if (bits < least) {
                best = other;
                least = bits;
            }
        }
        var story = best == null ? arrival.mentionId() : best.story();
        known.add(new Known(story, hash));
        return story;
    }

    private static long hash(List<String> words) {
        var votes = new int[64];
        for (long shingle : Fingerprint.shingles(words)) {
            for (int bit = 0; bit < 64; bit++) {
                votes[bit] += (shingle >>> bit & 1) == 1 ? 1 : -1;
            }
        }
        long hash = 0;
        for (int bit = 0; bit < 64; bit++) {
            if (votes[bit] > 0) {
                hash |= 1L << bit;
            }
        }
        return hash;
    }
}
