package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server on the loopback address that answers what a test says and remembers what it was asked. */
final class StubServer implements Stub {

    /** What to answer. */
    record Reply(int status, Map<String, String> headers, String body) {

        static Reply json(String body) {
            return new Reply(200, Map.of("Content-Type", "application/json"), body);
        }

        static Reply error(int status, String name) {
            return new Reply(status, Map.of(), "{\"error\":\"" + name + "\",\"message\":\"in words\"}");
        }
    }

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** Answers by what was asked: method, path and query, as in {@code GET /feed?x=1}. */
    StubServer(Function<String, Reply> answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> answer(exchange, answers));
        server.start();
    }

    private void answer(HttpExchange exchange, Function<String, Reply> answers) throws IOException {
        try (exchange) {
            var asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            var condition = exchange.getRequestHeaders().getFirst("If-None-Match");
            requests.add(asked
                    + (authorization == null ? "" : " [" + authorization + "]")
                    + (condition == null ? "" : " {" + condition + "}")
                    + (body.isEmpty() ? "" : " " + body));
            var reply = answers.apply(asked);
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            var bytes = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
