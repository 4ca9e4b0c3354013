package org.parvis.listening.topic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.parvis.boot.BrandDirectory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tries queries that are not in force on what was said about a brand. Bounded in messages and in time; the outcome says how far it came.
 * It is kept for a while, without what anybody wrote, so that marking a sample does not try the query again each time.
 */
@Component
class QueryTrials {

    private static final int MOST_MESSAGES = 100_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** What comes in meanwhile waits for no more than these. */
    private static final int AT_ONCE = 500;

    private final PastMentions past;
    private final StandingQueries queries;
    private final BrandDirectory brands;
    private final Clock clock;
    private final int mostMessages;
    private final Cache<Question, QueryTrial.Outcome> known =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(200).build();

    @Autowired
    QueryTrials(PastMentions past, StandingQueries queries, BrandDirectory brands, Clock clock) {
        this(past, queries, brands, clock, MOST_MESSAGES);
    }

    QueryTrials(PastMentions past, StandingQueries queries, BrandDirectory brands, Clock clock, int mostMessages) {
        this.past = past;
        this.queries = queries;
        this.brands = brands;
        this.clock = clock;
        this.mostMessages = mostMessages;
    }

    /** What is tried. */
    record Question(String brandId, String query, List<String> languages) {

        Question {
            languages = List.copyOf(languages);
        }

        /** @throws QueryRefused when the query cannot be understood */
        Draft draft() {
            return new Draft(query, languages);
        }
    }

    /** @throws QueryRefused when the query cannot be understood */
    QueryTrial.Outcome of(Question question) {
        var outcome = known.getIfPresent(question);
        if (outcome == null) {
            outcome = run(question);
            known.put(question, outcome);
        }
        return outcome;
    }

    private QueryTrial.Outcome run(Question question) {
        var now = clock.instant();
        var end = System.nanoTime() + LONGEST.toNanos();
        var trial = new QueryTrial(question.draft(), brands.zone(question.brandId()), now);
        return trial.outcome(whole(trial, question.brandId(), () -> System.nanoTime() - end > 0), now);
    }

    /** Whether everything could be looked at. */
    private boolean whole(QueryTrial trial, String brandId, BooleanSupplier tooLong) {
        while (true) {
            var messages = past.next(brandId, trial.from(), trial.last(), AT_ONCE);
            if (messages.isEmpty()) {
                return true;
            }
            BooleanSupplier enough = () -> trial.looked() >= mostMessages || tooLong.getAsBoolean();
            if (!queries.compute(() -> trial.look(messages, enough))) {
                return false;
            }
        }
    }
}
