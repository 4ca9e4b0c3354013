package org.parvis.system.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * Two servers outside the house: one that the installation may reach and that answers badly, and one on a private address that nobody
 * allowed, which only counts who came.
 */
public final class Unfriendly implements AutoCloseable {

    /** The permalink of the one message in the feed of entities; its text names a word and the largest of them. */
    public static final String LAUGH = "http://laughs.example/1";

    private static final String FEED = "application/atom+xml";
    private static final int BOMB_MEGABYTES = 200;

    private final HttpServer reachable;
    private final HttpServer forbidden;
    private final AtomicInteger visits = new AtomicInteger();

    private Unfriendly() throws IOException {
        reachable = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 16);
        reachable.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        reachable.createContext("/gone", exchange -> answer(exchange, 410, "text/plain", "gone"));
        reachable.createContext("/bomb", Unfriendly::bomb);
        reachable.createContext("/laughs", exchange -> answer(exchange, 200, FEED, laughs()));
        reachable.createContext("/page", exchange -> answer(exchange, 200, "text/html", "<h1>No feed here</h1>"));
        reachable.createContext("/inward", this::inward);
        forbidden = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0), 16);
        forbidden.createContext("/", exchange -> {
            visits.incrementAndGet();
            answer(exchange, 200, FEED, "<feed xmlns='http://www.w3.org/2005/Atom'><title>secret</title></feed>");
        });
        reachable.start();
        forbidden.start();
    }

    public static Unfriendly open() {
        try {
            return new Unfriendly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to put into {@code PARVIS_FETCH_ALLOW}. */
    public String allowed() {
        return "127.0.0.1:" + reachable.getAddress().getPort();
    }

    /** An address on the server that may be reached: {@code gone}, {@code bomb}, {@code laughs}, {@code page}, {@code inward}. */
    public URI reachable(String what) {
        return URI.create("http://" + allowed() + "/" + what);
    }

    /** An address inside the house that nobody allowed. */
    public URI forbidden() {
        return URI.create("http://127.0.0.2:" + forbidden.getAddress().getPort() + "/feed.atom");
    }

    /** How often somebody came to the forbidden server. */
    public int visitsToForbidden() {
        return visits.get();
    }

    /** A small answer that grows to hundreds of megabytes. */
    private static void bomb(HttpExchange exchange) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("<feed xmlns='http://www.w3.org/2005/Atom'><title>".getBytes(StandardCharsets.US_ASCII));
            var megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (var i = 0; i < BOMB_MEGABYTES; i++) {
                gzip.write(megabyte);
            }
        }
        exchange.getResponseHeaders().add("Content-Encoding", "gzip");
        answer(exchange, 200, FEED, packed.toByteArray());
    }

    /** Entities that each name the one before ten times. */
    private static String laughs() {
        var text = new StringBuilder("<?xml version='1.0'?><!DOCTYPE feed [<!ENTITY l0 'ha'>");
        for (var i = 1; i < 12; i++) {
            text.append("<!ENTITY l")
                    .append(i)
                    .append(" '")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        return text.append("]><feed xmlns='http://www.w3.org/2005/Atom'><title>&l11;</title>"
                        + "<entry><id>1</id><title>enflure &l11;</title><link href='" + LAUGH
                        + "'/><updated>2026-11-01T08:00:00Z</updated></entry></feed>")
                .toString();
    }

    /** Sends whoever follows it into the house. */
    private void inward(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Location", forbidden().toString());
        answer(exchange, 302, "text/plain", "");
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        answer(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        reachable.stop(0);
        forbidden.stop(0);
    }
}
