package org.parvis.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** Creates the ledger's tables, and gives a service's database role the few rights it needs on them. */
public final class LedgerSchema {

    /** Applied in order, each once; a script that has shipped never changes. */
    private static final List<String> SCRIPTS = List.of(
            "V1__ledger.sql",
            "V2__tree.sql",
            "V3__lighter_appends.sql",
            "V4__heavy_entries.sql",
            "V5__heavier_entries.sql",
            "V6__heavy_entries_found.sql");

    private static final long INSTALL_LOCK = 5787214283317305172L;

    private LedgerSchema() {}

    /** Brings the schema up to date; safe to call at every start and from several processes at once. */
    public static void install(DataSource owner) {
        try (Connection connection = owner.getConnection()) {
            inTransaction(connection, statement -> {
                statement.execute("select pg_advisory_xact_lock(" + INSTALL_LOCK + ")");
                statement.execute("create schema if not exists ledger");
                statement.execute(
                        "create table if not exists ledger.version ("
                                + "number int primary key, script text not null, installed_at timestamptz not null default now())");
                int installed;
                try (var result = statement.executeQuery("select coalesce(max(number), 0) from ledger.version")) {
                    result.next();
                    installed = result.getInt(1);
                }
                for (int number = installed + 1; number <= SCRIPTS.size(); number++) {
                    String script = SCRIPTS.get(number - 1);
                    statement.execute(load(script));
                    statement.execute(
                            "insert into ledger.version (number, script) values (" + number + ", '" + script + "')");
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException("The ledger's tables could not be created: " + e.getMessage(), e);
        }
    }

    /**
     * Lets {@code role} read entries, append through the append function, and keep caches; nothing else.
     *
     * <p>The role cannot insert rows by hand: only the function chooses positions.
     */
    public static void grant(DataSource owner, String role) {
        try (Connection connection = owner.getConnection()) {
            inTransaction(connection, statement -> {
                String name = statement.enquoteIdentifier(role, true);
                statement.execute("select pg_advisory_xact_lock(" + INSTALL_LOCK + ")");
                statement.execute("grant usage on schema ledger to " + name);
                statement.execute("grant select on ledger.entry, ledger.tile, ledger.edge,"
                        + " ledger.checkpoint, ledger.cosignature to " + name);
                statement.execute("grant execute on function ledger.append to " + name);
                statement.execute(
                        "grant select, insert, update, delete on ledger.snapshot, ledger.projection to " + name);
            });
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The role " + role + " could not be given its rights on the ledger: " + e.getMessage(), e);
        }
    }

    /** Lets {@code role} also write the tree: for the one service that runs the notary. */
    public static void grantNotary(DataSource owner, String role) {
        grant(owner, role);
        try (Connection connection = owner.getConnection()) {
            inTransaction(connection, statement -> {
                String name = statement.enquoteIdentifier(role, true);
                statement.execute("grant insert on ledger.tile, ledger.checkpoint, ledger.cosignature to " + name);
                statement.execute("grant insert, update on ledger.edge to " + name);
            });
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The role " + role + " could not be given the notary's rights: " + e.getMessage(), e);
        }
    }

    private static void inTransaction(Connection connection, Work work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            work.on(statement);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    private static String load(String script) {
        try (InputStream in = LedgerSchema.class.getResourceAsStream("schema/" + script)) {
            return new String(
                    Objects.requireNonNull(in, "missing resource " + script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(Statement statement) throws SQLException;
    }
}
