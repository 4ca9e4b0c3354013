package org.parvis.boot;

import java.util.Map;

/** What is asked does not fit what is: 409 with a stable code, the text {@code refusal.<CODE>} and facts for programs. */
public final class Conflict extends RuntimeException {

    private final String code;
    private final transient Map<String, Object> details;

    public Conflict(String code, Map<String, Object> details) {
        super(code);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    public String code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }
}
