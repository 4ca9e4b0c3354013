package org.parvis.listening.topic;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.judgement.Agreement;
import org.parvis.listening.matching.Hit;

/**
 * What a query would have found, for somebody who decides whether to save it.
 *
 * @param since what was said before was not looked at; {@code from} when all was
 * @param looked at so many messages; {@code found} so many of them
 * @param knownGaps times in which a source of the brand was silent: what was said there is not counted
 * @param sample drawn from all that was found, whenever it was said
 */
record Preview(
        Instant from,
        Instant since,
        boolean whole,
        long looked,
        long found,
        int knownGaps,
        List<Days.Day> days,
        List<Judged> sample,
        Precision precision) {

    Preview {
        days = List.copyOf(days);
        sample = List.copyOf(sample);
    }

    /**
     * A message that was found.
     *
     * @param places where in the text; none when it is not for its words
     * @param right whether it belongs to the topic; null when nobody said
     */
    record Judged(
            String mention,
            String author,
            String network,
            Instant publishedAt,
            String permalink,
            String language,
            String text,
            List<Hit.Span> places,
            @Nullable Boolean right) {

        /** The part of the text that one reads to judge it. */
        public List<Excerpt.Part> excerpt() {
            return Excerpt.of(text, places);
        }
    }

    /**
     * How much of what is found belongs there, by those that were judged.
     *
     * @param low the true share lies between this and {@code high} in nineteen cases of twenty
     */
    record Precision(long right, long judged, double low, double high) {

        static Precision of(Agreement agreement) {
            return new Precision(agreement.right(), agreement.of(), agreement.low(), agreement.high());
        }
    }
}
