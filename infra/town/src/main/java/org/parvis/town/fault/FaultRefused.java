package org.parvis.town.fault;

/** A fault that cannot be set, and the field that is wrong. */
public final class FaultRefused extends RuntimeException {

    private final String field;

    public FaultRefused(String field) {
        super(field);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
