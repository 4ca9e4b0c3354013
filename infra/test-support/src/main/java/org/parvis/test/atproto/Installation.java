package org.parvis.test.atproto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The programs of a real network, installed once from the registries into a cache: Node 22 and the network from npm, Redis from the
 * distribution. Kept between runs, because compiling its database driver takes most of the time.
 *
 * @param node the folder of the Node to run it with
 * @param network the folder whose {@code node_modules} holds the network
 */
record Installation(Path node, Path network) {

    private static final String NODE = "node@22.23.3";
    private static final String NETWORK = "@atproto/dev-env@0.6.7";
    private static final Duration LONGEST = Duration.ofMinutes(12);

    /** What is installed already, or what is installed now. */
    static Installation ready() throws NotAvailable {
        var cache = Path.of(System.getenv()
                        .getOrDefault(
                                "PARVIS_PEERS_CACHE",
                                Path.of(System.getProperty("java.io.tmpdir"), "parvis-peers-cache")
                                        .toString()))
                .toAbsolutePath();
        redis();
        var node = node(cache.resolve("node"));
        return new Installation(node, network(cache.resolve("atproto"), node));
    }

    private static void redis() throws NotAvailable {
        if (onPath("redis-server")) {
            return;
        }
        if (!onPath("apt-get") || !"root".equals(System.getProperty("user.name"))) {
            throw new NotAvailable("redis-server is missing: apt-get install redis-server");
        }
        // Without a run level the package's own server is not started: ours is, on a port of its own.
        run(
                Path.of("").toAbsolutePath(),
                Path.of("target", "atproto-redis-install.log").toAbsolutePath(),
                Map.of("DEBIAN_FRONTEND", "noninteractive", "RUNLEVEL", "1"),
                "apt-get",
                "install",
                "-y",
                "--no-install-recommends",
                "redis-server");
    }

    /** npm's own package of Node; it holds the headers too, against which the driver is compiled. */
    private static Path node(Path folder) throws NotAvailable {
        var known = findNode(folder);
        if (known.isEmpty()) {
            npm(folder, Map.of(), NODE);
            known = findNode(folder);
        }
        if (known.isEmpty()) {
            throw new NotAvailable("npm has no Node 22 for this machine; see " + folder.resolve("install.log"));
        }
        return known.getFirst();
    }

    private static List<Path> findNode(Path folder) {
        var packages = folder.resolve("node_modules/node/node_modules");
        if (Files.notExists(packages)) {
            return List.of();
        }
        try (var all = Files.list(packages)) {
            return all.filter(home -> Files.isExecutable(home.resolve("bin/node")))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path network(Path folder, Path node) throws NotAvailable {
        // Written last: an installation that was broken off is begun again.
        var complete = folder.resolve("complete");
        if (Files.notExists(complete)) {
            var path = node.resolve("bin") + ":" + System.getenv("PATH");
            npm(folder, Map.of("PATH", path, "npm_config_nodedir", node.toString()), NETWORK);
            try {
                Files.writeString(complete, NETWORK);
            } catch (IOException e) {
                throw new NotAvailable("Cannot write " + complete + ": " + e);
            }
        }
        return folder;
    }

    private static void npm(Path folder, Map<String, String> environment, String what) throws NotAvailable {
        if (!onPath("npm")) {
            throw new NotAvailable("npm is missing: apt-get install npm");
        }
        try {
            Files.createDirectories(folder);
            if (Files.notExists(folder.resolve("package.json"))) {
                Files.writeString(folder.resolve("package.json"), "{\"private\": true}\n");
            }
        } catch (IOException e) {
            throw new NotAvailable("Cannot use the cache " + folder + ": " + e);
        }
        System.err.println("Installing " + what + " into " + folder + " (some minutes the first time)");
        run(folder, folder.resolve("install.log"), environment, "npm", "install", "--no-audit", "--no-fund", what);
    }

    private static void run(Path folder, Path log, Map<String, String> environment, String... command)
            throws NotAvailable {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new NotAvailable(String.join(" ", command) + " took more than " + LONGEST + "; see " + log);
            }
            if (process.exitValue() != 0) {
                throw new NotAvailable(String.join(" ", command) + " failed; see " + log);
            }
        } catch (IOException e) {
            throw new NotAvailable(String.join(" ", command) + " cannot be run: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotAvailable("Interrupted");
        }
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }
}
