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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.Serializer;
import org.parvis.ledger.LedgerSchema;
import org.postgresql.ds.PGSimpleDataSource;

/** An embedded PostgreSQL that really writes to the disk before it says so. */
final class Database implements AutoCloseable {

    private static final double MICROS_PER_TICK = 10_000;

    private final EmbeddedPostgres server;
    private final long prefill;
    private final Set<String> made = new HashSet<>();

    /** @param prefill how many entries lie on the disk, on every side, before anything is measured */
    Database(long prefill) throws IOException {
        this(prefill, "");
    }

    /** @param libraries what the server loads besides */
    Database(long prefill, String libraries) throws IOException {
        this.prefill = prefill;
        server = EmbeddedPostgres.builder()
                .setServerConfig("shared_preload_libraries", libraries)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                // A server that has run for a while has old log segments to write into; making new ones is not what is
                // measured.
                .setServerConfig("min_wal_size", "4GB")
                .setServerConfig("checkpoint_timeout", "30min")
                .setServerConfig("max_connections", "200")
                .start();
    }

    DataSource dataSource() {
        return dataSource("postgres");
    }

    /** One of several databases of the server. */
    DataSource dataSource(String database) {
        var source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser("postgres");
        return source;
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    HikariDataSource pool(int connections) {
        return pool(connections, false);
    }

    /** @param rewrite whether the driver joins batched inserts into few statements */
    HikariDataSource pool(int connections, boolean rewrite) {
        var source = (PGSimpleDataSource) dataSource();
        source.setReWriteBatchedInserts(rewrite);
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(connections);
        return new HikariDataSource(config);
    }

    /** How many entries every side's tables hold before a measurement begins, at the least. */
    long prefill() {
        return prefill;
    }

    /**
     * An empty ledger, and the log before it flushed, so that no side pays for another. Where the tables are to be large they are filled
     * once and grow from there: to empty them each time would take longer than all measurements.
     */
    void emptyLedger() throws SQLException {
        empty(
                "ledger",
                () -> {
                    execute("drop schema if exists ledger cascade");
                    LedgerSchema.install(dataSource());
                },
                """
                insert into ledger.entry (position, sequence, recorded_at, event_id, leaf, aggregate_type, aggregate_id,
                                          event_type, payload, metadata)
                select n, (n - 1) % 10, timestamptz '2025-01-01' + n * interval '1 second', ID,
                       sha256(n::text::bytea), 'Mention', 'mention-' || lpad((n / 10)::text, 28, '0'), 'Old', PAYLOAD, '{}'
                  from generate_series(FROM, TO) n""",
                "ledger.entry");
    }

    /** Gaps among the newest positions; the whole when it is small. */
    long ledgerGaps() throws SQLException {
        return number(
                "select max(position) - count(*) - " + prefill + " from ledger.entry where position > " + prefill);
    }

    /** Axon's tables. */
    void emptyAxon(Serializer serializer) throws SQLException {
        empty(
                "axon",
                () -> {
                    execute("drop table if exists domainevententry, snapshotevententry");
                    AppendBenchmark.axonEngine(dataSource()::getConnection, serializer)
                            .createSchema(PostgresEventTableFactory.INSTANCE);
                },
                """
                insert into domainevententry (aggregateidentifier, sequencenumber, type, eventidentifier, metadata, payload,
                                              payloadtype, timestamp)
                select 'mention-' || lpad((n / 10)::text, 28, '0'), (n - 1) % 10, 'Mention', (ID)::text, '{}', PAYLOAD, 'Old',
                       '2025-01-01T00:00:00.000Z'
                  from generate_series(FROM, TO) n""",
                "domainevententry");
    }

    /** Rows for bare inserts. */
    void emptyRaw() throws SQLException {
        empty(
                "raw",
                () -> execute(
                        "drop table if exists raw_event",
                        "create table raw_event (global_seq bigint generated always as identity primary key,"
                                + " event_id uuid not null, stream_id text collate \"C\" not null, version bigint not null,"
                                + " type text not null, at timestamptz not null default now(), payload bytea not null,"
                                + " metadata bytea not null, unique (stream_id, version))"),
                """
                insert into raw_event (event_id, stream_id, version, type, payload, metadata)
                select ID, 'mention-' || lpad((n / 10)::text, 28, '0'), (n - 1) % 10, 'Old', PAYLOAD, '{}'
                  from generate_series(FROM, TO) n""",
                "raw_event");
    }

    /** The ledger's columns without the ledger. */
    void emptyCopyTarget(String table) throws SQLException {
        empty(
                table,
                () -> execute(
                        "drop table if exists " + table,
                        "create table " + table + " (position bigint primary key, sequence bigint not null,"
                                + " recorded_at timestamptz not null, event_id uuid not null, leaf bytea not null, aggregate_type text collate \"C\" not null,"
                                + " aggregate_id text collate \"C\" not null, event_type text collate \"C\" not null,"
                                + " revision text collate \"C\", command_id text collate \"C\", payload bytea not null,"
                                + " metadata bytea not null, unique (aggregate_id, sequence) include (command_id))"),
                """
                insert into TABLE (position, sequence, recorded_at, event_id, leaf, aggregate_type, aggregate_id,
                                       event_type, payload, metadata)
                select n, (n - 1) % 10, timestamptz '2025-01-01' + n * interval '1 second', ID,
                       sha256(n::text::bytea), 'Mention', 'mention-' || lpad((n / 10)::text, 28, '0'), 'Old', PAYLOAD, '{}'
                  from generate_series(FROM, TO) n""".replace("TABLE", table),
                table);
    }

    private interface Making {
        void make() throws SQLException;
    }

    private void empty(String name, Making making, String filling, String table) throws SQLException {
        if (prefill == 0 || made.add(name)) {
            making.make();
            String filled = filling.replace(
                            "ID",
                            "(lpad(to_hex(n >> 16), 8, '0') || '-' || lpad(to_hex(n & 65535), 4, '0')"
                                    + " || '-7000-8000-000000000000')::uuid")
                    .replace(
                            "PAYLOAD",
                            "convert_to(rpad('{\"n\":' || n || ',\"text\":\"', 600, 'what was said '), 'UTF8')");
            long step = 500_000;
            for (long from = 1; from <= prefill; from += step) {
                execute(filled.replace("FROM", Long.toString(from))
                        .replace("TO)", Math.min(prefill, from + step - 1) + ")"));
            }
            if (prefill > 0) {
                execute("vacuum (freeze, analyze) " + table);
            }
        }
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

    /** Takes one row of an answer. */
    @FunctionalInterface
    interface Row {
        void take(ResultSet row) throws SQLException;
    }

    void read(String sql, Row row) throws SQLException {
        readFrom("postgres", sql, row);
    }

    void readFrom(String database, String sql, Row row) throws SQLException {
        try (Connection connection = dataSource(database).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(10_000);
            try (var result = statement.executeQuery(sql)) {
                while (result.next()) {
                    row.take(result);
                }
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
        double own =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e3;
        return own + serverMicros();
    }

    /** Processor time of the whole PostgreSQL so far. */
    double serverMicros() throws SQLException, IOException {
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
        return ticks * MICROS_PER_TICK;
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
