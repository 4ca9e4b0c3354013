package org.parvis.standalone;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.parvis.boot.Database;

/** The tables, columns and sequences of the product, as the database itself lists them. */
final class Tables {

    /** Sign-ins and caches: whoever comes after a restore signs in anew. */
    private static final List<String> NOT_KEPT = List.of(
            "flyway_schema_history",
            "session",
            "oauth2_authorization",
            "oauth2_authorization_consent",
            "sign_in_try",
            "snapshot",
            "version");

    private Tables() {}

    record Table(String schema, String name, List<String> columns) {

        String quoted() {
            return '"' + schema + "\".\"" + name + '"';
        }

        String list() {
            return columns.stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
        }
    }

    static List<String> schemas() {
        var schemas = new ArrayList<>(Database.SERVICES);
        schemas.add("ledger");
        schemas.add("privacy");
        return schemas;
    }

    static List<Table> all(Connection connection) throws SQLException {
        var columns = new LinkedHashMap<String, Table>();
        try (var statement = connection.prepareStatement("""
                select c.table_schema, c.table_name, c.column_name from information_schema.columns c
                  join information_schema.tables t using (table_schema, table_name)
                 where c.table_schema = any(?) and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
                   and not c.table_name = any(?)
                 order by c.table_schema, c.table_name, c.ordinal_position
                """)) {
            statement.setArray(1, connection.createArrayOf("text", schemas().toArray()));
            statement.setArray(2, connection.createArrayOf("text", NOT_KEPT.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var schema = rows.getString(1);
                    var name = rows.getString(2);
                    columns.computeIfAbsent(schema + "." + name, key -> new Table(schema, name, new ArrayList<>()))
                            .columns()
                            .add(rows.getString(3));
                }
            }
        }
        return List.copyOf(columns.values());
    }

    /** By service, the migrations that made its tables. */
    static Map<String, List<String>> migrations(Connection connection) throws SQLException {
        var migrations = new LinkedHashMap<String, List<String>>();
        for (var service : Database.SERVICES) {
            var scripts = new ArrayList<String>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select script from \"" + service
                                    + "\".flyway_schema_history where success and script is not null and version is not null order by script")) {
                while (rows.next()) {
                    scripts.add(rows.getString(1));
                }
            }
            migrations.put(service, scripts);
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select script from ledger.version order by number")) {
            var scripts = new ArrayList<String>();
            while (rows.next()) {
                scripts.add(rows.getString(1));
            }
            migrations.put("ledger", scripts);
        }
        return migrations;
    }

    static Map<String, Long> sequences(Connection connection) throws SQLException {
        var sequences = new LinkedHashMap<String, Long>();
        try (var statement = connection.prepareStatement(
                "select schemaname, sequencename, coalesce(last_value, 0) from pg_sequences where schemaname = any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", schemas().toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    sequences.put(rows.getString(1) + "." + rows.getString(2), rows.getLong(3));
                }
            }
        }
        return sequences;
    }
}
