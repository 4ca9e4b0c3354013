package org.parvis.system.atproto;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.parvis.system.running.FreePorts;
import tools.jackson.databind.json.JsonMapper;

/** A whole network on this machine, on the loopback interface only: directory, data server, application view. Empty at each start. */
final class AtProtoNetwork implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "atproto").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 120;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final URI dataServer;

    private AtProtoNetwork(Installation installation) throws NotAvailable {
        try {
            Files.createDirectories(FOLDER);
            var database = EmbeddedPostgres.builder().start();
            open.push(database);
            var redis = redis();
            this.dataServer = network(installation, database.getPort(), redis);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    static AtProtoNetwork start() throws NotAvailable {
        return new AtProtoNetwork(Installation.ready());
    }

    /** The server that accounts live on. */
    URI dataServer() {
        return dataServer;
    }

    private int redis() throws IOException {
        var port = FreePorts.pair();
        var process =
                spawn("redis", Map.of(), "redis-server", "--bind", "127.0.0.1", "--port", "" + port, "--save", "");
        awaitPort(process, port, "redis");
        return port;
    }

    private URI network(Installation installation, int database, int redis) throws IOException {
        var ready = FOLDER.resolve("ready.json");
        Files.deleteIfExists(ready);
        var firstPort = FreePorts.run(4);
        var process = spawn(
                "network",
                Map.of(
                        "DB_POSTGRES_URL", "postgres://postgres:postgres@127.0.0.1:" + database + "/postgres",
                        "REDIS_HOST", "127.0.0.1:" + redis,
                        "LOG_ENABLED", "false"),
                installation.node().resolve("bin/node").toString(),
                "--dns-result-order=ipv4first",
                "--require",
                resource("loopback.cjs"),
                resource("network.mjs"),
                installation.network().toString(),
                "" + firstPort,
                ready.toString());
        for (var i = 0; Files.notExists(ready); i++) {
            mustLive(process, "network", i);
        }
        var port = JsonMapper.shared()
                .readTree(Files.readString(ready))
                .path("pds")
                .asInt();
        return URI.create("http://127.0.0.1:" + port);
    }

    private static String resource(String name) {
        try {
            var url = AtProtoNetwork.class.getResource("/atproto/" + name);
            if (url == null) {
                throw new IllegalStateException("No /atproto/" + name);
            }
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process spawn(String name, Map<String, String> environment, String... command) throws IOException {
        var builder = new ProcessBuilder(List.of(command))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        var atExit = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        open.push(() -> {
            Runtime.getRuntime().removeShutdownHook(atExit);
            process.destroy();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        });
        return process;
    }

    private static Path log(String name) {
        return FOLDER.resolve(name + ".log");
    }

    private static void awaitPort(Process process, int port, String name) throws IOException {
        for (var i = 0; ; i++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 500);
                return;
            } catch (IOException e) {
                mustLive(process, name, i);
            }
        }
    }

    private static void mustLive(Process process, String name, int tenths) throws IOException {
        if (!process.isAlive() || tenths > PATIENCE_SECONDS * 10) {
            throw new IllegalStateException("The " + name + " does not start:\n" + Files.readString(log(name)));
        }
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("A part of the network did not stop in order: " + e);
            }
        }
    }
}
