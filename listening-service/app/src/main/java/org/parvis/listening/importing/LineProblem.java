package org.parvis.listening.importing;

/** Why a line is not taken. */
public enum LineProblem {
    NO_TEXT,
    NO_AUTHOR,
    NO_TIME,
    BAD_TIME,
    NO_ZONE,
    FUTURE,
    BAD_LINK,
    BAD_ID,
    NOT_JSON,
    TOO_MANY_CELLS,
    TOO_LONG,
    UNCLOSED_QUOTE,
    BEYOND_LINES,
    BEYOND_BYTES;

    /** Whether nothing after it was read. */
    public boolean isTheEnd() {
        return this == UNCLOSED_QUOTE || this == BEYOND_LINES || this == BEYOND_BYTES;
    }
}
