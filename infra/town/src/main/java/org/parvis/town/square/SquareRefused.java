package org.parvis.town.square;

/** The network refuses a request; nothing happened. */
public final class SquareRefused extends RuntimeException {

    private final Refusal reason;

    public SquareRefused(Refusal reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Refusal reason() {
        return reason;
    }
}
