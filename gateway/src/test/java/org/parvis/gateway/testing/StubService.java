package org.parvis.gateway.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** A service that keeps what it was asked and answers by the last word of the path. */
public final class StubService implements AutoCloseable {

    /** A request as it arrived. */
    public record Asked(String method, String target, Headers headers, byte[] body) {

        public List<String> header(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** Each permit lets the stream send one more event. */
    public final Semaphore events = new Semaphore(0);

    public StubService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Asked> asked(String target) {
        return asked.stream().filter(one -> one.target().equals(target)).toList();
    }

    public Asked last(String target) {
        return asked(target).getLast();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var path = exchange.getRequestURI().getRawPath();
        asked.add(new Asked(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        try (exchange) {
            switch (path.substring(path.lastIndexOf('/') + 1)) {
                case "live" -> stream(exchange);
                case "slow" -> {
                    pause(Duration.ofSeconds(4));
                    write(exchange, 200, "text/html", "late");
                }
                case "hang-up" -> {
                    // Closed without a word.
                }
                case "moved" -> {
                    exchange.getResponseHeaders().add("Location", url() + "/crm/there?x=1");
                    exchange.getResponseHeaders().add("Set-Cookie", "parvis_done=ok; Path=/");
                    exchange.getResponseHeaders().add("Set-Cookie", "__Host-parvis=planted; Path=/; Secure");
                    exchange.getResponseHeaders().add("Server", "secret/1.0");
                    exchange.sendResponseHeaders(303, -1);
                }
                case "old" -> {
                    exchange.getResponseHeaders().add("ETag", "\"7\"");
                    exchange.sendResponseHeaders(304, -1);
                }
                default -> write(exchange, 200, "text/html;charset=UTF-8", "<p>ça va " + path + "</p>");
            }
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        for (var i = 1; i <= 2; i++) {
            events.acquireUninterruptibly();
            exchange.getResponseBody().write(("data: " + i + "\n\n").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }
    }

    private static void write(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, "HEAD".equals(exchange.getRequestMethod()) ? -1 : bytes.length);
        if (!"HEAD".equals(exchange.getRequestMethod())) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
