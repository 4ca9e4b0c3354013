package org.parvis.town.api;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.town.http.Problem;
import org.parvis.town.http.Request;
import org.parvis.town.square.Window;

/** Reads query parameters; a wrong one is named. */
final class Parameters {

    private static final int DEFAULT_LIMIT = 50;
    private static final int LONGEST_QUERY = 200;

    private Parameters() {}

    static Window window(Request request, Duration lag, Instant now) {
        long after = read(request, "after", Long::parseLong, 0L);
        int limit = read(request, "limit", Integer::parseInt, DEFAULT_LIMIT);
        if (after < 0) {
            throw wrong("after");
        }
        if (limit < 1 || limit > Window.MAX_LIMIT) {
            throw wrong("limit");
        }
        return new Window(after, limit, lag.isZero() ? Instant.MAX : now.minus(lag));
    }

    static Instant since(Request request) {
        return read(request, "since", Instant::parse, Instant.MIN);
    }

    static String q(Request request) {
        var typed = request.query("q").orElse("");
        if (typed.length() > LONGEST_QUERY) {
            throw wrong("q");
        }
        return typed;
    }

    static @Nullable String language(Request request) {
        var language = request.query("language").orElse(null);
        if (language != null && !language.matches("[a-z]{2,3}")) {
            throw wrong("language");
        }
        return language;
    }

    private static <T> T read(Request request, String name, Function<String, T> reader, T otherwise) {
        try {
            return request.query(name).map(reader).orElse(otherwise);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw wrong(name);
        }
    }

    private static Problem wrong(String name) {
        return new Problem(400, "PARAMETER_INVALID", name);
    }
}
