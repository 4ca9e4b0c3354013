package org.parvis.fetcher;

/** Carries a refusal from where it is found to where it becomes a result. */
final class RefusedTarget extends Exception {

    private final Refusal reason;
    private final String detail;

    RefusedTarget(Refusal reason, String detail) {
        super(reason + ": " + detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    Refusal reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
