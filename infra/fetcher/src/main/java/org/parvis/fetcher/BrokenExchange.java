package org.parvis.fetcher;

/** Carries a failed exchange from where it broke to where it becomes a result. */
final class BrokenExchange extends Exception {

    private final FailureKind kind;
    private final String detail;
    /** Whether a byte of the request may have left. */
    private final boolean begun;

    BrokenExchange(FailureKind kind, boolean begun, String detail) {
        super(kind + ": " + detail, null, false, false);
        this.kind = kind;
        this.begun = begun;
        this.detail = detail;
    }

    FailureKind kind() {
        return kind;
    }

    boolean begun() {
        return begun;
    }

    String detail() {
        return detail;
    }
}
