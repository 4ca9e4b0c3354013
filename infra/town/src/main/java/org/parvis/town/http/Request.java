package org.parvis.town.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.town.i18n.Language;

/** What somebody asks, read with limits. */
public final class Request {

    private static final int MAX_BODY = 64 * 1024;

    private final HttpExchange exchange;
    private final Map<String, String> variables;
    private @Nullable Map<String, String> query;
    private byte @Nullable [] body;

    /** The caller went away while it was still speaking. */
    static final class BrokenOff extends RuntimeException {
        BrokenOff(IOException cause) {
            super(cause);
        }
    }

    Request(HttpExchange exchange, Map<String, String> variables) {
        this.exchange = exchange;
        this.variables = variables;
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    public String path() {
        return exchange.getRequestURI().getPath();
    }

    /** The path as it was written, escapes and all. */
    public String rawPath() {
        return exchange.getRequestURI().getRawPath();
    }

    /** The part of the path a route gave that name. */
    public String variable(String name) {
        var value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no " + name);
        }
        return value;
    }

    public Optional<String> query(String name) {
        if (query == null) {
            query = pairs(
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        }
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    public Optional<String> cookie(String name) {
        for (var part : header("Cookie").orElse("").split(";", -1)) {
            var pair = part.strip();
            if (pair.startsWith(name + "=")) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    public InetAddress from() {
        return exchange.getRemoteAddress().getAddress();
    }

    /** The whole body, which may be read several times. */
    public byte[] body() {
        if (body == null) {
            try {
                body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            } catch (IOException e) {
                throw new BrokenOff(e);
            }
        }
        if (body.length > MAX_BODY) {
            throw new Problem(413, "BODY_TOO_LARGE");
        }
        return body.clone();
    }

    /** The fields of a form. */
    public Map<String, String> form() {
        if (!header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            throw new Problem(415, "FORM_EXPECTED");
        }
        return pairs(new String(body(), StandardCharsets.UTF_8));
    }

    /** What the visitor chose, else what the browser asks for. */
    public Language language() {
        var chosen = Language.tagged(cookie("town-language").orElse(null));
        return chosen != null
                ? chosen
                : Language.preferred(header("Accept-Language").orElse(null));
    }

    private static Map<String, String> pairs(String text) {
        var pairs = new HashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                pairs.putIfAbsent(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return pairs;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "FORM_INVALID");
        }
    }
}
