package org.parvis.test.wordpress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;
import org.parvis.test.FreePorts;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A blog on this machine, on the loopback interface only: Debian's WordPress on PHP's own server, MariaDB under it. Empty at each start. Users:
 * {@code ines} is an editor, {@code noe} and {@code margaux} only subscribe.
 */
public final class WordPressSite implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "wordpress").toAbsolutePath();
    private static final Path PROGRAM = Path.of("/usr/share/wordpress");
    private static final int PATIENCE_SECONDS = 120;
    private static final List<String> PACKAGES = List.of(
            "wordpress",
            "mariadb-server",
            "php-cli",
            "php-mysql",
            "php-gd",
            "php-curl",
            "php-xml",
            "php-mbstring",
            "php-intl",
            "wordpress-theme-twentytwentythree");

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final String url;
    private final Map<String, String> passwords;

    private WordPressSite() {
        var ports = FreePorts.run(2);
        url = "http://127.0.0.1:" + ports;
        try {
            clear();
            Files.createDirectories(FOLDER);
            database(ports + 1);
            site(ports + 1);
            var secrets = FOLDER.resolve("secrets.json");
            run(
                    FOLDER.resolve("www"),
                    "php",
                    "-d",
                    "sendmail_path=/bin/true",
                    unpacked("provision.php"),
                    url,
                    secrets.toString());
            passwords = JsonMapper.shared()
                    .readValue(Files.readString(secrets), new TypeReference<Map<String, String>>() {});
            serve(ports);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Starts one; where none can be installed, the tests that need it are skipped, and say so. */
    public static WordPressSite startOrSkip() {
        var missing = install();
        if (!missing.isEmpty()) {
            System.err.println("\n*** SKIPPED: no WordPress on this machine. " + missing + "\n");
            throw new TestAbortedException("No WordPress: " + missing);
        }
        return new WordPressSite();
    }

    private static String install() {
        if (isInstalled()) {
            return "";
        }
        var how = "apt-get install -y --no-install-recommends " + String.join(" ", PACKAGES);
        if (!isOnPath("apt-get") || !"root".equals(System.getProperty("user.name"))) {
            return "As root: " + how;
        }
        try {
            Files.createDirectories(FOLDER);
            var builder = new ProcessBuilder(how.split(" "))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            FOLDER.resolveSibling("wordpress-install.log").toFile());
            // Without a run level no package starts a server of its own.
            builder.environment().putAll(Map.of("DEBIAN_FRONTEND", "noninteractive", "RUNLEVEL", "1"));
            var process = builder.start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return how + " cannot be run: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "Interrupted";
        }
        return isInstalled() ? "" : how + " failed; see target/wordpress-install.log";
    }

    private static boolean isInstalled() {
        return Files.exists(PROGRAM.resolve("wp-load.php")) && isOnPath("mariadbd") && isOnPath("php");
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream((System.getenv("PATH") + ":/usr/sbin").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    public String url() {
        return url;
    }

    /** The application password of a user. */
    public String password(String user) {
        return passwords.getOrDefault(user, "");
    }

    private void database(int port) throws IOException {
        var data = Files.createDirectories(FOLDER.resolve("database"));
        // As root the server insists on a user of its own; what it is to write to must be reachable for that user.
        var isRoot = "root".equals(System.getProperty("user.name"));
        var place = isRoot ? Files.createTempDirectory("parvis-mariadb") : data;
        var user = isRoot ? "mysql" : System.getProperty("user.name");
        if (isRoot) {
            run(place, "chown", "-R", "mysql", place.toString());
            open.push(() -> run(FOLDER, "rm", "-rf", place.toString()));
        }
        var dataDirectory = "--datadir=" + place.resolve("data");
        run(
                FOLDER,
                "mariadb-install-db",
                "--no-defaults",
                "--user=" + user,
                dataDirectory,
                "--auth-root-authentication-method=normal",
                "--skip-test-db");
        var process = spawn(
                "mariadb",
                Map.of(),
                FOLDER,
                "mariadbd",
                "--no-defaults",
                "--user=" + user,
                dataDirectory,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + place.resolve("s.sock"),
                "--pid-file=" + place.resolve("pid"),
                "--innodb-buffer-pool-size=64M",
                "--skip-log-bin");
        awaitPort(process, "mariadb", port);
        run(
                FOLDER,
                "mariadb",
                "--no-defaults",
                "-h",
                "127.0.0.1",
                "-P",
                "" + port,
                "-u",
                "root",
                "-e",
                "create database blog character set utf8mb4");
    }

    private void site(int databasePort) throws IOException {
        var www = FOLDER.resolve("www");
        run(FOLDER, "cp", "-rL", PROGRAM.toString(), www.toString());
        run(
                FOLDER,
                "rm",
                "-rf",
                www.resolve("wp-config.php").toString(),
                www.resolve("wp-content").toString());
        run(
                FOLDER,
                "cp",
                "-rL",
                "/var/lib/wordpress/wp-content",
                www.resolve("wp-content").toString());
        Files.createDirectories(www.resolve("wp-content/uploads"));
        Files.writeString(www.resolve("wp-config.php"), """
                <?php
                define('DB_NAME', 'blog'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
                define('DB_HOST', '127.0.0.1:%d'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
                foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $i) {
                    define($i . '_KEY', "tests $i key"); define($i . '_SALT', "tests $i salt");
                }
                // Application passwords without TLS.
                define('WP_ENVIRONMENT_TYPE', 'local');
                define('WP_HOME', '%s'); define('WP_SITEURL', '%s');
                define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTOMATIC_UPDATER_DISABLED', true); define('DISABLE_WP_CRON', true);
                $table_prefix = 'wp_';
                defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
                require_once ABSPATH . 'wp-settings.php';
                """.formatted(databasePort, url, url));
    }

    private void serve(int port) throws IOException {
        var www = FOLDER.resolve("www");
        var process = spawn(
                "wordpress",
                Map.of("PHP_CLI_SERVER_WORKERS", "3"),
                www,
                "php",
                "-d",
                "sendmail_path=/bin/true",
                "-S",
                "127.0.0.1:" + port,
                "-t",
                www.toString(),
                unpacked("router.php"));
        awaitPort(process, "wordpress", port);
    }

    private static void clear() throws IOException {
        if (Files.exists(FOLDER)) {
            run(Path.of("").toAbsolutePath(), "rm", "-rf", FOLDER.toString());
        }
    }

    private static String unpacked(String name) throws IOException {
        var file = FOLDER.resolve(name);
        try (var content = WordPressSite.class.getResourceAsStream("/wordpress/" + name)) {
            if (content == null) {
                throw new IllegalStateException("No /wordpress/" + name);
            }
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file.toString();
    }

    private static void run(Path folder, String... command) throws IOException {
        var log = Files.createTempFile("parvis-wordpress", ".log");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + ":\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private Process spawn(String name, Map<String, String> environment, Path folder, String... command)
            throws IOException {
        var builder = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve(name + ".log").toFile());
        builder.environment().putAll(new HashMap<>(environment));
        var process = builder.start();
        var atExit = Thread.ofPlatform().unstarted(() -> end(process));
        Runtime.getRuntime().addShutdownHook(atExit);
        open.push(() -> {
            Runtime.getRuntime().removeShutdownHook(atExit);
            end(process);
        });
        return process;
    }

    /** PHP's server has workers of its own. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitPort(Process process, String name, int port) throws IOException {
        for (var tenths = 0; ; tenths++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 500);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || tenths > PATIENCE_SECONDS * 10) {
                    throw new IllegalStateException(
                            "The " + name + " does not start:\n" + Files.readString(FOLDER.resolve(name + ".log")), e);
                }
                try {
                    Thread.sleep(100);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(interrupted);
                }
            }
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("A part of the blog did not stop in order: " + e);
            }
        }
    }
}
