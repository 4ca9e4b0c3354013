package org.parvis.town.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a path; {@code {name}} stands for one part of it. The first route that fits wins. */
public final class Router {

    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, List<String> parts, Handler handler) {

        @Nullable
        Map<String, String> fit(List<String> path) {
            if (path.size() != parts.size()) {
                return null;
            }
            var variables = new HashMap<String, String>();
            for (int i = 0; i < parts.size(); i++) {
                var part = parts.get(i);
                if (part.startsWith("{")) {
                    variables.put(part.substring(1, part.length() - 1), path.get(i));
                } else if (!part.equals(path.get(i))) {
                    return null;
                }
            }
            return variables;
        }
    }

    /** A handler and what the path gave it. */
    record Found(Handler handler, Map<String, String> variables) {}

    public Router get(String path, Handler handler) {
        return on("GET", path, handler);
    }

    public Router post(String path, Handler handler) {
        return on("POST", path, handler);
    }

    public Router put(String path, Handler handler) {
        return on("PUT", path, handler);
    }

    public Router patch(String path, Handler handler) {
        return on("PATCH", path, handler);
    }

    public Router delete(String path, Handler handler) {
        return on("DELETE", path, handler);
    }

    private Router on(String method, String path, Handler handler) {
        routes.add(new Route(method, List.of(path.substring(1).split("/", -1)), handler));
        return this;
    }

    Found find(String method, String rawPath) {
        var path = parts(rawPath);
        var asked = method.equals("HEAD") ? "GET" : method;
        var allowed = new TreeSet<String>();
        for (var route : routes) {
            var variables = route.fit(path);
            if (variables != null && route.method().equals(asked)) {
                return new Found(route.handler(), variables);
            }
            if (variables != null) {
                allowed.add(route.method());
            }
        }
        throw allowed.isEmpty()
                ? new Problem(404, "PAGE_UNKNOWN")
                : new Problem(405, "METHOD_NOT_ALLOWED", String.join(", ", allowed));
    }

    private static List<String> parts(String rawPath) {
        var parts = new ArrayList<String>();
        for (var part : rawPath.substring(1).split("/", -1)) {
            parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return parts;
    }
}
