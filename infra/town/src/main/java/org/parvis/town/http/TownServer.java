package org.parvis.town.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/**
 * The JDK's web server on this machine's loopback address, one virtual thread per request. It was chosen over a servlet
 * container because it can drop a connection in the middle, which is the town's trade, and because it starts at once.
 */
public final class TownServer implements AutoCloseable {

    // Read once by the JDK, when its server is first used.
    static {
        // Without it an answer of two packets may wait 40 ms for an acknowledgement.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        // Longer than clients keep a connection in their pool (30 s): a request sent just when the server gives an idle
        // connection up would look like a fault nobody switched on.
        setUnlessSet("sun.net.httpserver.idleInterval", "300");
    }

    private static final System.Logger LOG = System.getLogger(TownServer.class.getName());
    private static final int WAITING_CONNECTIONS = 128;
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Router router;
    private final BiFunction<Request, Problem, Response> problems;

    private TownServer(HttpServer server, Router router, BiFunction<Request, Problem, Response> problems) {
        this.server = server;
        this.router = router;
        this.problems = problems;
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Binds the port (0: any free one) without answering yet, so that the address is known. */
    public static TownServer bind(int port, Router router, BiFunction<Request, Problem, Response> problems) {
        try {
            var address = new InetSocketAddress(InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}), port);
            return new TownServer(HttpServer.create(address, WAITING_CONNECTIONS), router, problems);
        } catch (BindException e) {
            throw new UncheckedIOException("Port " + port + " is taken: the town cannot open there", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The town cannot open its port " + port, e);
        }
    }

    /** Begins to answer. */
    public void start() {
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @SuppressWarnings("try") // Closing an exchange that was not answered is what cuts the connection.
    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (answer(exchange) instanceof Answer.Said(var response)) {
                send(exchange, response);
            }
        }
    }

    private Answer answer(HttpExchange exchange) {
        var request = new Request(exchange, Map.of());
        try {
            var found = router.find(
                    exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
            request = new Request(exchange, found.variables());
            return found.handler().handle(request);
        } catch (Problem problem) {
            return problems.apply(request, problem).asAnswer();
        } catch (Request.BrokenOff e) {
            LOG.log(System.Logger.Level.DEBUG, "A request broke off", e);
            return new Answer.Cut();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, () -> "The town failed on " + exchange.getRequestURI(), e);
            return problems.apply(request, new Problem(500, "TOWN_FAILED")).asAnswer();
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", PAGE_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        // Not "no-referrer": browsers then call their own page's form a stranger's, with "Origin: null".
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cache-Control", "no-cache");
        var own = new HashSet<String>();
        for (var header : response.headers()) {
            if (own.add(header.name())) {
                headers.set(header.name(), header.value());
            } else {
                headers.add(header.name(), header.value());
            }
        }
        var body = response.body();
        if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().close();
    }

    @Override
    public void close() {
        server.stop(0);
        // Left to finish, not interrupted: an interrupt in the middle of a journal line would close the journal.
        threads.shutdown();
    }
}
