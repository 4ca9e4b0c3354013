package org.parvis.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.parvis.ledger.LedgerSchema;
import org.postgresql.ds.PGSimpleDataSource;

/** An embedded PostgreSQL that really writes to the disk before it says so. */
final class Database implements AutoCloseable {

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
