package org.parvis.test.atproto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;
import org.parvis.test.FreePorts;
import org.parvis.test.TestPostgres;
import tools.jackson.databind.json.JsonMapper;

/** A whole network on this machine, on the loopback interface only: directory, data server, application view. Empty at each start. */
public final class AtProtoNetwork implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "atproto").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 120;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final URI dataServer;

    private AtProtoNetwork(Installation installation) {
        try {
            Files.createDirectories(FOLDER.resolve("tmp"));
            this.dataServer = network(installation, TestPostgres.freshDatabase(), redis());
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Starts one; where none can be installed, the tests that need it are skipped, and say so. */
    public static AtProtoNetwork startOrSkip() {
        try {
            return new AtProtoNetwork(Installation.ready());
        } catch (NotAvailable e) {
            System.err.println("\n*** SKIPPED: no AT Protocol network on this machine. " + e.getMessage() + "\n");
            throw new TestAbortedException("No AT Protocol network: " + e.getMessage(), e);
        }
    }

    /** The server that accounts live on. */
    public URI dataServer() {
        return dataServer;
    }

    /** A new account; its handle is the name with {@code .test}. */
    public NetworkUser join(String name) {
        return NetworkUser.join(dataServer, name);
    }

    private int redis() throws IOException {
        var port = FreePorts.run(1);
        var process =
                spawn("redis", Map.of(), "redis-server", "--bind", "127.0.0.1", "--port", "" + port, "--save", "");
        awaitPort(process, port);
        return port;
    }

    private URI network(Installation installation, TestPostgres.Database database, int redis) throws IOException {
        var ready = FOLDER.resolve("ready.json");
        Files.deleteIfExists(ready);
        var firstPort = FreePorts.run(4);
        var process = spawn(
                "network",
                Map.of(
                        "DB_POSTGRES_URL",
                        "postgres://postgres:postgres@127.0.0.1:" + database.port() + "/" + database.name(),
                        "REDIS_HOST",
                        "127.0.0.1:" + redis,
                        "TMPDIR",
                        FOLDER.resolve("tmp").toString(),
                        "LOG_ENABLED",
                        "false"),
                installation.node().resolve("bin/node").toString(),
                "--dns-result-order=ipv4first",
                "--require",
                unpacked("loopback.cjs"),
                unpacked("network.mjs"),
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

    /** Node reads files, and the resource may lie in a jar. */
    private static String unpacked(String name) throws IOException {
        var file = FOLDER.resolve(name);
        try (var content = AtProtoNetwork.class.getResourceAsStream("/atproto/" + name)) {
            if (content == null) {
                throw new IllegalStateException("No /atproto/" + name);
            }
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file.toString();
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

    private static void awaitPort(Process process, int port) throws IOException {
        for (var i = 0; ; i++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 500);
                return;
            } catch (IOException e) {
                mustLive(process, "redis", i);
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
