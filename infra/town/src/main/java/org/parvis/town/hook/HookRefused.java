package org.parvis.town.hook;

/** A hook that makes no sense. */
public final class HookRefused extends RuntimeException {

    private final String field;

    HookRefused(String field) {
        super("The hook's " + field + " does not fit");
        this.field = field;
    }

    public String field() {
        return field;
    }
}
