package org.parvis.gateway.answer;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something the gateway has to say instead of passing a request on.
 *
 * @param code stable name; texts are {@code gateway.<code>.title} and {@code .detail}
 * @param arguments of the texts
 * @param way what a reader can do next on a page
 * @param again when it may be worth trying again
 * @param challenge value of {@code WWW-Authenticate}
 */
public record Problem(
        int status,
        String code,
        List<Argument> arguments,
        Way way,
        @Nullable Duration again,
        @Nullable String challenge) {

    /** What a page offers as its one button. */
    public enum Way {
        AGAIN,
        SIGN_IN,
        START
    }

    /** Part of a text: as it is, or a key of another text. */
    public record Argument(String value, boolean isKey) {}

    public Problem {
        arguments = List.copyOf(arguments);
    }

    public static Problem of(int status, String code) {
        return new Problem(status, code, List.of(), Way.START, null, null);
    }

    public Problem naming(String value) {
        return new Problem(status, code, List.of(new Argument(value, false)), way, again, challenge);
    }

    public Problem namingKey(String key) {
        return new Problem(status, code, List.of(new Argument(key, true)), way, again, challenge);
    }

    public Problem offering(Way other) {
        return new Problem(status, code, arguments, other, again, challenge);
    }

    public Problem againAfter(Duration pause) {
        return new Problem(status, code, arguments, Way.AGAIN, pause, challenge);
    }

    public Problem challenging(String authenticate) {
        return new Problem(status, code, arguments, way, again, authenticate);
    }
}
