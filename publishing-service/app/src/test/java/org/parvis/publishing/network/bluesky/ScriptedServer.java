package org.parvis.publishing.network.bluesky;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.Json;
import tools.jackson.databind.JsonNode;

/**
 * Answers each method of the protocol with what the test puts in line for it, and the last of that for ever. The answers in these tests have the
 * status and form a real server gave (PDS 0.5.35).
 */
final class ScriptedServer implements AutoCloseable {

    private final HttpServer http;
    private final Map<String, Deque<Scripted>> script = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** One request as it came in. */
    record Call(String method, String query, String authorization, JsonNode input) {}

    private record Scripted(int status, String body, Map<String, String> headers) {}

    ScriptedServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/xrpc/", this::answer);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    ScriptedServer answers(String method, int status, String body) {
        return answers(method, status, body, Map.of());
    }

    ScriptedServer answers(String method, int status, String body, Map<String, String> headers) {
        script.computeIfAbsent(method, none -> new ArrayDeque<>()).add(new Scripted(status, body, headers));
        return this;
    }

    ScriptedServer fails(String method, int status, String error) {
        return answers(method, status, "{\"error\":\"" + error + "\",\"message\":\"because\"}");
    }

    List<Call> calls(String method) {
        return calls.stream().filter(call -> call.method().equals(method)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var method = path.substring(path.lastIndexOf('/') + 1);
            var query = exchange.getRequestURI().getQuery();
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            calls.add(new Call(
                    method,
                    query == null ? "" : query,
                    authorization == null ? "" : authorization,
                    Json.read(Body.of(exchange.getRequestBody().readAllBytes()))));
            var answer = next(method);
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Scripted next(String method) {
        var line = script.get(method);
        if (line == null) {
            return new Scripted(501, "{\"error\":\"MethodNotImplemented\"}", Map.of());
        }
        return line.size() > 1 ? line.remove() : line.element();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
