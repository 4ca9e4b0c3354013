package org.parvis.town.http;

import java.util.List;

/** A request that cannot be answered as asked; the code names the sentence that says why. */
public final class Problem extends RuntimeException {

    private final int status;
    private final String code;
    private final transient List<Object> given;

    public Problem(int status, String code, Object... given) {
        super(code);
        this.status = status;
        this.code = code;
        this.given = List.of(given);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** What the sentence needs to be complete. */
    public Object[] given() {
        return given.toArray();
    }
}
