package org.parvis.moderation.policy;

/** A rule that cannot be adopted, and the part of it that is wrong. */
final class InvalidRule extends RuntimeException {

    enum Reason {
        UNKNOWN_RULE,
        UNKNOWN_PARAMETER,
        NO_CHANNEL,
        NO_ROLE,
        UNKNOWN_ROLE,
        NO_WORDS,
        WORD_TOO_LONG,
        WORD_WITHOUT_LETTERS,
        TOO_MANY_WORDS
    }

    private final Reason reason;
    private final String part;

    InvalidRule(Reason reason, String part) {
        super(reason + ": " + part);
        this.reason = reason;
        this.part = part;
    }

    Reason reason() {
        return reason;
    }

    String part() {
        return part;
    }
}
