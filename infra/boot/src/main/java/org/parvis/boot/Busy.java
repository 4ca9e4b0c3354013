package org.parvis.boot;

/** Too many wait for the same thing: 503 with a stable code and the text {@code problem.<CODE>.detail}. Nothing was done. */
public final class Busy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public Busy(String code) {
        super(code);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
