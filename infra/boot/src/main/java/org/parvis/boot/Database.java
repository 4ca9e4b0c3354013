package org.parvis.boot;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.parvis.ledger.LedgerSchema;
import org.parvis.privacy.PrivacySchema;

/**
 * Prepares a database for the services: the shared ledger and key ring, and for each service a role that owns its schema and nothing
 * else. Idempotent; run by the owner of the database before services start.
 */
public final class Database {

    /** Everything that keeps tables of its own. */
    public static final List<String> SERVICES =
            List.of("identity", "listening", "publishing", "moderation", "crm", "reporting", "gateway");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");
    private static final long LOCK = 5_787_214_283_317_305_172L;

    private Database() {}

    /** The database role of a service. */
    public static String role(String service) {
        return "parvis_" + service;
    }

    /** @param passwords by service */
    public static void prepare(DataSource owner, Map<String, String> passwords) {
        LedgerSchema.install(owner);
        PrivacySchema.install(owner);
        passwords.forEach((service, password) -> {
            if (!NAME.matcher(service).matches()) {
                throw new IllegalArgumentException("Not a service name: " + service);
            }
            prepareService(owner, service, password);
            LedgerSchema.grant(owner, role(service));
            PrivacySchema.grant(owner, role(service));
        });
        if (passwords.containsKey("crm")) {
            PrivacySchema.grantErasure(owner, role("crm"));
        }
        if (passwords.containsKey("reporting")) {
            LedgerSchema.grantNotary(owner, role("reporting"));
        }
    }

    private static void prepareService(DataSource owner, String service, String password) {
        var role = role(service);
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            statement.execute("""
                    do $$ begin
                      if not exists (select from pg_roles where rolname = '%1$s') then
                        create role %1$s login;
                      end if;
                    end $$;
                    """.formatted(role));
            statement.execute("alter role %s password '%s'".formatted(role, password.replace("'", "''")));
            for (var schema : List.of(service, service + "_rebuild")) {
                statement.execute("create schema if not exists %s authorization %s".formatted(schema, role));
            }
            // A process that stands still keeps its rows locked; the replica that takes over waits no longer than this.
            statement.execute("alter role %s in database %s set idle_in_transaction_session_timeout = '30s'"
                    .formatted(role, database(connection)));
            statement.execute(
                    "alter role %s in database %s set search_path = %s".formatted(role, database(connection), service));
            // A service sees all brands until it serves somebody's request.
            statement.execute("alter role %s in database %s set %s = '%s'"
                    .formatted(role, database(connection), RowSecurity.SETTING, RowSecurity.EVERYTHING));
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be prepared for " + service, e);
        }
    }

    private static String database(java.sql.Connection connection) throws SQLException {
        return '"' + connection.getCatalog().replace("\"", "\"\"") + '"';
    }
}
