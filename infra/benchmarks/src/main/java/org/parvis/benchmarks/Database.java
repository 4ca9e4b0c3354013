package org.parvis.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.parvis.ledger.LedgerSchema;
import org.postgresql.ds.PGSimpleDataSource;

/** An embedded PostgreSQL that really writes to the disk before it says so. */
final class Database implements AutoCloseable {

    private static final double MICROS_PER_TICK = 10_000;

    private final EmbeddedPostgres server;

    Database() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("checkpoint_timeout", "30min")
                .setServerConfig("max_connections", "200")
                .start();
    }

    DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://localhost:" + server.getPort() + "/postgres");
        source.setUser("postgres");
        return source;
    }

    HikariDataSource pool(int connections) {
        var config = new HikariConfig();
        config.setDataSource(dataSource());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(connections);
        return new HikariDataSource(config);
    }

    /** An empty ledger, and the log before it flushed, so that no side pays for another. */
    void emptyLedger() throws SQLException {
        execute("drop schema if exists ledger cascade");
        LedgerSchema.install(dataSource());
        execute("checkpoint");
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Processor time this JVM and the whole PostgreSQL have used so far, in microseconds; 0 where it cannot be read. */
    double cpuMicros() throws SQLException, IOException {
        Path processes = Path.of("/proc");
        if (!Files.isDirectory(processes)) {
            return 0;
        }
        String postmaster = postmaster();
        double ticks = ticks(processes.resolve(postmaster));
        String children = Files.readString(processes.resolve(postmaster + "/task/" + postmaster + "/children"));
        for (String child : children.strip().split(" ")) {
            try {
                ticks += ticks(processes.resolve(child));
            } catch (IOException e) {
                // It ended just now, and its time is in the postmaster's.
            }
        }
        double own =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e3;
        return own + ticks * MICROS_PER_TICK;
    }

    private String postmaster() throws SQLException, IOException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("show data_directory")) {
            result.next();
            return Files.readAllLines(Path.of(result.getString(1), "postmaster.pid"))
                    .getFirst()
                    .strip();
        }
    }

    /** Own time and that of ended children, user and system. */
    private static double ticks(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int field = 11; field <= 14; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks;
    }

    void printSettings(PrintStream out) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery(
                        "select string_agg(name || '=' || current_setting(name), ' ' order by"
                                + " name) || ', PostgreSQL ' || current_setting('server_version') from pg_settings where name in"
                                + " ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size')")) {
            result.next();
            out.println("  " + result.getString(1));
        }
        out.println("  Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors()
                + " processors, client and server share them");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
