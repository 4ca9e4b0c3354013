package org.parvis.crm.retention;

import java.time.Instant;
import java.time.ZoneOffset;

/** For how many months after the last contact the words of each class of people are kept. */
public record Months(int neverAnswered, int inConversation) {

    static final int FEWEST = 1;
    static final int MOST = 240;

    /** What fills the form of a brand that has settled nothing; nothing expires by it. */
    static final Months RECOMMENDED = new Months(13, 72);

    boolean isPossible() {
        return isPossible(neverAnswered) && isPossible(inConversation);
    }

    private static boolean isPossible(int months) {
        return months >= FEWEST && months <= MOST;
    }

    int of(PersonClass kind) {
        return kind == PersonClass.NEVER_ANSWERED ? neverAnswered : inConversation;
    }

    /** Whose last contact is before these instants has outlived the time. */
    CutOff before(Instant now) {
        var utc = now.atOffset(ZoneOffset.UTC);
        return new CutOff(
                utc.minusMonths(neverAnswered).toInstant(),
                utc.minusMonths(inConversation).toInstant());
    }
}
