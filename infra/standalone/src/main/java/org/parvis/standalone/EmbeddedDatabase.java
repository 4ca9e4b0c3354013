package org.parvis.standalone;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Database;

/** PostgreSQL started from a library, durable, on a fixed loopback port, with its data in the data directory. */
final class EmbeddedDatabase implements AutoCloseable {

    private static final String NAME = "parvis";

    /** Without this the library lets everybody on the machine in as the superuser, who could switch the ledger's triggers off. */
    private static final String WHO_MAY_CONNECT = """
            # Written by Parvis at each start.
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    private final EmbeddedPostgres postgres;
    private final String ownerPassword;
    private final String password;
    private @Nullable DatabaseKeeper keeper;

    private EmbeddedDatabase(EmbeddedPostgres postgres, String ownerPassword, String password) {
        this.postgres = postgres;
        this.ownerPassword = ownerPassword;
        this.password = password;
    }

    static EmbeddedDatabase start(DataDirectory home) {
        var data = home.resolve("postgres");
        stopOrphan(data);
        var ownerPassword = home.secret("database.owner.password");
        var programs = new PostgresPrograms(home);
        try {
            programs.check();
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(programs.folder().toFile())
                    .setRegisterShutdownHook(false)
                    .setPort(port(home))
                    .setConnectConfig("password", ownerPassword)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                            home.resolve("logs", "postgres.log").toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                            home.resolve("logs", "postgres.log").toFile()));
            // The library's defaults are for throw-away tests: they lose the last transactions of a crash.
            settings().forEach(builder::setServerConfig);
            locale().forEach(builder::setLocaleConfig);
            var started = new EmbeddedDatabase(builder.start(), ownerPassword, home.secret("database.password"));
            try {
                programs.close();
                started.protect(data);
                started.prepare();
                started.keeper = DatabaseKeeper.of(data, programs.folder(), home.resolve("logs", "postgres.log"));
            } catch (IOException | RuntimeException e) {
                started.close();
                throw e;
            }
            return started;
        } catch (IOException | IllegalStateException e) {
            throw new LaunchFailure(
                    "databaseFailed", home.resolve("logs", "postgres.log"), String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("shared_buffers", "128MB");
        settings.put("max_connections", "250");
        settings.put("max_wal_size", "2GB");
        settings.put("jit", "off");
        settings.put("idle_in_transaction_session_timeout", "60s");
        settings.put("timezone", "UTC");
        // An error's detail quotes rows, and so what people wrote.
        settings.put("log_error_verbosity", "terse");
        settings.put("log_min_error_statement", "panic");
        // Old log segments are removed, not kept for reuse with what was erased meanwhile in them.
        settings.put("wal_recycle", "off");
        return settings;
    }

    /** PostgreSQL's own: the terminal may name a locale that this machine does not have, and a machine's locales change under an index. */
    private static Map<String, String> locale() {
        return Map.of("locale", "C", "locale-provider", "builtin", "builtin-locale", "C.UTF-8");
    }

    /** Fixed for the life of the data directory, so that nothing runs twice on the same data. */
    private static int port(DataDirectory home) throws IOException {
        var known = home.recall("database.port");
        if (known.isPresent()) {
            return Integer.parseInt(known.get());
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = socket.getLocalPort();
            home.remember("database.port", Integer.toString(port));
            return port;
        }
    }

    /** After {@code kill -9} of the launcher its PostgreSQL lives on without a keeper; it is stopped in order and started anew. */
    private static void stopOrphan(Path data) {
        var pidFile = data.resolve("postmaster.pid");
        try {
            if (Files.notExists(pidFile)) {
                return;
            }
            var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            var orphan = ProcessHandle.of(pid);
            if (orphan.isEmpty() || !orphan.get().info().command().orElse("").contains("postgres")) {
                return;
            }
            // SIGINT is PostgreSQL's fast shutdown: it ends sessions and writes a checkpoint.
            new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
            for (var i = 0; i < 300 && orphan.get().isAlive(); i++) {
                Thread.sleep(100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A new data directory trusts everybody until this is done; an older one is brought up to it. */
    private void protect(Path data) throws IOException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + ownerPassword + "'");
            Files.writeString(data.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void prepare() {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("select from pg_database where datname = '" + NAME + "'")) {
                if (rows.next()) {
                    prepareServices();
                    return;
                }
            }
            statement.execute("create database " + NAME + " encoding 'UTF8' template template0");
            prepareServices();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void prepareServices() {
        var passwords = new HashMap<String, String>();
        Database.SERVICES.forEach(service -> passwords.put(service, password));
        try (var owner = new HikariDataSource()) {
            owner.setJdbcUrl(url());
            owner.setUsername("postgres");
            owner.setPassword(ownerPassword);
            owner.setMaximumPoolSize(2);
            owner.setMinimumIdle(0);
            PreparedDatabase.prepare(owner, passwords);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + NAME;
    }

    /** A connection of the owner, who may read everything. */
    Connection owner() {
        try {
            return DriverManager.getConnection(url(), "postgres", ownerPassword);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String password() {
        return password;
    }

    @Override
    public void close() {
        if (keeper != null) {
            keeper.close();
        }
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
