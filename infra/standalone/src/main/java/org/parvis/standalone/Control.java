package org.parvis.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Processors;
import org.parvis.axon.Processors.Progress;
import org.parvis.axon.Rebuild;
import org.parvis.boot.NotFound;
import org.parvis.identity.start.LocalTokens;

/**
 * How {@code ./parvis status}, {@code down}, {@code token} and {@code rebuild} reach the running process: a loopback port and a secret, both
 * in a file that only the owner of the data directory can read.
 */
final class Control implements AutoCloseable {

    static final String FILE = "control";

    private final House house;
    private final Words words;
    private final Runnable stop;
    private final HttpServer server;
    private final String secret;
    private final DataDirectory home;

    private Control(House house, DataDirectory home, Words words, Runnable stop) throws IOException {
        this.house = house;
        this.home = home;
        this.words = words;
        this.stop = stop;
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        this.secret = HexFormat.of().formatHex(random);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
    }

    static Control open(House house, DataDirectory home, Words words, Runnable stop) {
        try {
            var control = new Control(house, home, words, stop);
            control.server.start();
            home.remember(FILE, control.server.getAddress().getPort() + " " + control.secret + " " + house.url());
            return control;
        } catch (IOException e) {
            throw new LaunchFailure("controlFailed", String.valueOf(e.getMessage()));
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var given = exchange.getRequestHeaders().getFirst("Authorization");
            if (given == null || !MessageDigest.isEqual(bytes(given), bytes(secret))) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            exchange.sendResponseHeaders(200, 0);
            var body = exchange.getResponseBody();
            var query = exchange.getRequestURI().getRawQuery();
            try {
                answer(exchange.getRequestURI().getPath(), query == null ? "" : query, line -> write(body, line));
            } catch (LaunchFailure e) {
                write(body, "!" + e.in(words));
            } catch (NotFound e) {
                write(body, "!" + words.say("noMember", e.id()));
            } catch (RuntimeException e) {
                write(body, "!" + words.say("controlFailed", String.valueOf(e.getMessage())));
            }
        }
    }

    private void answer(String path, String query, Consumer<String> out) {
        switch (path) {
            case "/status" -> house.contexts().keySet().forEach(name -> out.accept(status(name)));
            case "/down" -> {
                out.accept(words.say("stopping"));
                stop.run();
            }
            case "/token" -> out.accept(token(query));
            case "/rebuild" -> rebuild(query, out);
            case "/backup" -> backup(Path.of(URLDecoder.decode(query, StandardCharsets.UTF_8)), out);
            default -> throw new LaunchFailure("controlFailed", path);
        }
    }

    private String status(String service) {
        var context = house.contexts().get(service);
        if (context == null || context.getBeanProvider(Processors.class).getIfAvailable() == null) {
            return words.say("statusLine", pad(service), "UP", 0, 0);
        }
        var progress = house.bean(service, Processors.class).progress();
        var down = progress.stream().anyMatch(p -> p.error() != null);
        var lag = progress.stream().mapToLong(Progress::lag).max().orElse(0);
        return words.say(
                "statusLine",
                pad(service),
                down ? "DOWN" : "UP",
                lag,
                house.bean(service, DeadLetters.class).count());
    }

    private String token(String query) {
        var parts = query.split("&", 2);
        return house.bean("identity", LocalTokens.class)
                .issue(parts[0], Duration.ofDays(Long.parseLong(parts[1])))
                .token()
                .value();
    }

    private void rebuild(String group, Consumer<String> out) {
        for (var service : house.contexts().keySet()) {
            var rebuild =
                    house.contexts().get(service).getBeanProvider(Rebuild.class).getIfAvailable();
            if (rebuild != null
                    && group.startsWith(service + ".")
                    && rebuild.readModels().contains(group)) {
                var last = new long[] {0};
                var handled = rebuild.run(group, (at, of) -> {
                    if (at - last[0] >= 10_000) {
                        last[0] = at;
                        out.accept(words.say("rebuilding", at, of));
                    }
                });
                out.accept(words.say("rebuilt", group, handled));
                return;
            }
        }
        throw new LaunchFailure("rebuildNeedsName", String.join(", ", readModels()));
    }

    private void backup(Path target, Consumer<String> out) {
        var manifest = house.backup(target, (table, rows) -> {
            if (rows > 0) {
                out.accept(words.say("copied", table, rows));
            }
        });
        out.accept(words.say("backedUp", target, manifest.entries()));
        out.accept(words.say(
                "backupKeys",
                target.resolve(BackupManifest.KEYS),
                manifest.keysUntil().toString().substring(0, 10)));
        out.accept(words.say("backupMaster", home.resolve("keys")));
    }

    private List<String> readModels() {
        return house.contexts().entrySet().stream()
                .flatMap(e -> e.getValue().getBeanProvider(Rebuild.class).stream()
                        .flatMap(rebuild -> rebuild.readModels().stream())
                        .filter(group -> group.startsWith(e.getKey() + ".")))
                .sorted()
                .toList();
    }

    private static String pad(String name) {
        return String.format("%-11s", name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(OutputStream out, String line) {
        try {
            out.write(bytes(line + "\n"));
            out.flush();
        } catch (IOException e) {
            // The person at the terminal went away; the work goes on.
        }
    }

    @Override
    public void close() {
        home.forget(FILE);
        server.stop(0);
    }
}
