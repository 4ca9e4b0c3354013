package org.parvis.listening.connector;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.parvis.listening.text.PlainText;

/** How asking a source ended. */
public sealed interface PollResult {

    /**
     * The source answered.
     *
     * @param items oldest first
     * @param next where to go on, once the items are safe
     * @param more whether there was more than one poll takes: ask again soon
     * @param incomplete whether older messages could not be reached any more, so that there is a gap before the first item
     * @param movedTo the source's new address, when it says it moved for good
     */
    record Batch(List<CollectedItem> items, Cursor next, boolean more, boolean incomplete, Optional<String> movedTo)
            implements PollResult {

        public Batch {
            items = List.copyOf(items);
        }

        static Batch of(List<CollectedItem> items, Cursor next) {
            return new Batch(items, next, false, false, Optional.empty());
        }
    }

    /**
     * The source could not be read; the cursor stays where it was.
     *
     * @param problem what kind of trouble
     * @param code message key that says what happened and what to do
     * @param detail for people who know the network: short, without secrets
     * @param retryAfter how long the source asks to be left alone
     */
    record Failure(Problem problem, String code, String detail, Optional<Duration> retryAfter) implements PollResult {

        private static final int MAX_DETAIL = 300;

        public Failure {
            detail = PlainText.of(detail, MAX_DETAIL);
        }
    }

    /** Who has to act when a source fails. */
    enum Problem {
        /** The other side is down: wait. */
        OUTAGE,
        /** The credentials do not hold: renew them. */
        AUTHENTICATION,
        /** The credentials were given for another place, and nothing was asked: give them again, unless somebody is just doing it. */
        CREDENTIALS_OF_ANOTHER_PLACE,
        /** Asked too often: wait as long as told. */
        RATE_LIMIT,
        /** Our own rules forbid the address: change it or allow it. */
        REFUSED_ADDRESS,
        /** What comes back is not what was expected: check the settings. */
        BAD_CONTENT
    }
}
