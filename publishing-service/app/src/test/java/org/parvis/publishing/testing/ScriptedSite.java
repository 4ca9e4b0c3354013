package org.parvis.publishing.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A web site that answers each kind of request with what the test puts in line for it, and the last of that for ever. */
public final class ScriptedSite implements AutoCloseable {

    private final HttpServer http;
    private final Map<String, Deque<Scripted>> script = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /**
     * One request as it came in.
     *
     * @param what method and path, or the route where a path says nothing
     * @param headers by name in lower case
     */
    public record Call(String what, String query, Map<String, String> headers, String body) {}

    private record Scripted(int status, String body, Map<String, String> headers) {}

    public ScriptedSite() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::answer);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** @param status 0 cuts the connection instead of answering */
    public ScriptedSite answers(String what, int status, String body) {
        return answers(what, status, body, Map.of());
    }

    public ScriptedSite answers(String what, int status, String body, Map<String, String> headers) {
        script.computeIfAbsent(what, none -> new ArrayDeque<>()).add(new Scripted(status, body, headers));
        return this;
    }

    public List<Call> calls(String what) {
        return calls.stream().filter(call -> call.what().equals(what)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new TreeMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(", ", values)));
            var query = exchange.getRequestURI().getQuery();
            var what = exchange.getRequestMethod() + " "
                    + place(exchange.getRequestURI().getPath(), query);
            calls.add(new Call(
                    what,
                    query == null ? "" : query,
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            var answer = next(what);
            if (answer.status() == 0) {
                return;
            }
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String place(String path, @org.jspecify.annotations.Nullable String query) {
        if (query != null && query.startsWith("rest_route=")) {
            var end = query.indexOf('&');
            return query.substring("rest_route=".length(), end < 0 ? query.length() : end);
        }
        return path;
    }

    private synchronized Scripted next(String what) {
        var line = script.get(what);
        if (line == null) {
            return new Scripted(404, "", Map.of());
        }
        return line.size() > 1 ? line.remove() : line.element();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
