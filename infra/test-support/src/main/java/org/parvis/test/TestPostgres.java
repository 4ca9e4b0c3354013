package org.parvis.test;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real PostgreSQL per test JVM; each test class takes a database of its own from it. It is durable like the product's own unless the
 * build says that nothing but processes will die. The server goes away with the JVM.
 */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", System.getProperty("parvis.test.fsync", "on"))
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "128MB")
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for tests did not start", e);
            }
        }
    }

    /** A database nobody else uses. */
    public record Database(String name, int port) {

        /** JDBC address of this database for a role. */
        public String url() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
        }

        /** A small pool as the superuser, who owns everything. */
        public HikariDataSource owner() {
            return pool("postgres", "postgres");
        }

        /** A small pool as another role. */
        public HikariDataSource pool(String role, String password) {
            var config = new HikariConfig();
            config.setJdbcUrl(url());
            config.setUsername(role);
            config.setPassword(password);
            config.setMaximumPoolSize(16);
            config.setMinimumIdle(0);
            return new HikariDataSource(config);
        }
    }

    /** Creates an empty database. */
    public static Database freshDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        try (var connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database " + name + " cannot be created", e);
        }
        return new Database(name, Server.INSTANCE.getPort());
    }
}
