package org.parvis.boot;

import java.util.Arrays;
import java.util.List;

/** What was sent cannot be used: 422 with the field, a stable code and the text {@code invalid.<code>}. */
public final class InvalidInput extends RuntimeException {

    private final String field;
    private final String code;
    private final transient List<Object> arguments;

    public InvalidInput(String field, String code, Object... arguments) {
        super(field + " " + code);
        this.field = field;
        this.code = code;
        this.arguments = List.copyOf(Arrays.asList(arguments));
    }

    public String field() {
        return field;
    }

    public String code() {
        return code;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
