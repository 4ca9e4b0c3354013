package org.parvis.listening.topic;

/** A query cannot be understood or would match everything; says where and why. */
public final class QueryRefused extends RuntimeException {

    /** Why; also the end of the message keys. */
    public enum Reason {
        EMPTY,
        TOO_LONG,
        TOO_MANY_WORDS,
        TOO_DEEP,
        MISSING_WORD,
        UNCLOSED_PARENTHESIS,
        UNOPENED_PARENTHESIS,
        UNCLOSED_QUOTE,
        UNKNOWN_FIELD,
        MISSING_VALUE,
        BAD_LANGUAGE,
        PREFIX_TOO_SHORT,
        WILDCARD_MISPLACED,
        /** A fuzzy word allows one mistake or two. */
        BAD_MISTAKES,
        /** Words that short turn into any other; nobody writes words that long. */
        FUZZY_LENGTH,
        /** Words may be at most so far apart. */
        BAD_DISTANCE,
        /** One word is never far from itself. */
        NEAR_NEEDS_WORDS,
        /** Each further word is looked for around each of the others. */
        NEAR_TOO_MANY_WORDS,
        /** All of the words near each other together. */
        NEAR_TOO_MUCH,
        /** In a list of values stands something else than values and OR. */
        BAD_LIST,
        NOTHING_TO_SEARCH,
        /** Some part only says what must not be there, or only a language, and so would match nearly everything. */
        MATCHES_EVERYTHING
    }

    private final Reason reason;
    private final int position;

    QueryRefused(Reason reason, int position) {
        super(reason + " at " + position);
        this.reason = reason;
        this.position = position;
    }

    public Reason reason() {
        return reason;
    }

    /** Index of the character where the trouble begins, from 0. */
    public int position() {
        return position;
    }
}
