package org.parvis.boot;

import org.parvis.identity.rights.Action;

/** The member lacks a right: 403, with the missing action named. */
public final class Forbidden extends RuntimeException {

    private final Action action;
    private final String code;

    Forbidden(Action action, String code) {
        super(code + " " + action);
        this.action = action;
        this.code = code;
    }

    public Action action() {
        return action;
    }

    public String code() {
        return code;
    }
}
