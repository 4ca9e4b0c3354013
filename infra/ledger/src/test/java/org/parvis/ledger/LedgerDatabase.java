package org.parvis.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A fresh ledger in a real, durable PostgreSQL: one server per JVM, one database per instance. */
public final class LedgerDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private final String name;

    private LedgerDatabase(String name) {
        this.name = name;
    }

    /** An empty ledger with an owner (not a superuser) and a service role. */
    public static LedgerDatabase create() {
        var database = new LedgerDatabase("ledger_" + NUMBER.incrementAndGet());
        database.execute(server().getPostgresDatabase(), "create database " + database.name + " owner ledger_owner");
        LedgerSchema.install(database.owner());
        LedgerSchema.grant(database.owner(), "service");
        return database;
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "100")
                        .setServerConfig("shared_buffers", "128MB")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create role ledger_owner login");
                statement.execute("create role service login");
                statement.execute("create role stranger login");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return server;
    }

    public DataSource owner() {
        return as("ledger_owner");
    }

    public DataSource service() {
        return as("service");
    }

    /** The administrator who can do anything, also what must be detected afterwards. */
    public DataSource superuser() {
        return as("postgres");
    }

    public DataSource as(String role) {
        var source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(role);
        return source;
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + server().getPort() + "/" + name;
    }

    public int port() {
        return server().getPort();
    }

    public String name() {
        return name;
    }

    public void execute(DataSource as, String... statements) {
        try (Connection connection = as.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Long> numbers(String query) {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var numbers = new ArrayList<Long>();
            while (result.next()) {
                numbers.add(result.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long number(String query) {
        return numbers(query).getFirst();
    }
}
