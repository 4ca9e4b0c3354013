package org.parvis.ledger.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.parvis.ledger.Entries;
import org.parvis.ledger.LedgerDatabase;
import org.parvis.ledger.LedgerSchema;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerWriter;
import org.parvis.ledger.NewEntry;
import org.parvis.ledger.tree.Notary;
import org.parvis.ledger.tree.NoteSigner;
import org.parvis.ledger.tree.SignedNote;

/** A sealed ledger of some hundred entries that a test may damage and then has back as it was. */
final class SealedLedger {

    static final String ORIGIN = "ledger.example/parvis";

    /** Sealed once in between, so that an auditor has an earlier head. */
    static final int EARLIER = 290;

    static final int SIZE = 530;

    final LedgerDatabase database = LedgerDatabase.create();
    final Path folder;
    final NoteSigner signer;
    final SignedNote earlier;

    SealedLedger(Path folder) {
        this.folder = folder;
        this.signer = NoteSigner.ofLedger(ORIGIN, folder.resolve("ledger.pem"));
        LedgerSchema.grantNotary(database.owner(), "service");
        var signal = new LedgerSignal();
        try (var writer = new LedgerWriter(database.service(), signal);
                var notary = new Notary(database.service(), signal, signer, Clock.systemUTC())) {
            writer.append(entries(0, EARLIER));
            earlier = notary.seal().orElseThrow();
            writer.append(entries(EARLIER, SIZE));
            notary.seal();
        }
    }

    /** Ten aggregates take turns. */
    private static List<NewEntry> entries(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(i -> Entries.entry("post-" + i % 10, i / 10))
                .toList();
    }

    Path earlierHead() throws IOException {
        Path file = folder.resolve("earlier");
        Files.writeString(file, earlier.toString());
        return file;
    }

    Path bundle(DataSource source, NoteSigner exporter, BundleRequest request, String name) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            new BundleWriter(source, exporter).write(request, out);
        }
        return file;
    }

    /** Does something as superuser, triggers off, sees it through, and takes it all back. */
    void inDamagedState(DamagedState work) throws Exception {
        try (Connection connection = database.superuser().getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("set local session_replication_role = replica");
            }
            work.with(single(connection));
            connection.rollback();
        }
    }

    interface DamagedState {
        void with(DataSource source) throws Exception;
    }

    static void execute(DataSource source, String... statements) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Always this one connection, which nobody can close or commit: a savepoint is as far as a rollback goes. */
    private static DataSource single(Connection connection) {
        var shielded = (Connection) Proxy.newProxyInstance(
                SealedLedger.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "close",
                                "commit",
                                "setAutoCommit",
                                "rollback",
                                "setReadOnly",
                                "setNetworkTimeout",
                                "setTransactionIsolation" -> null;
                        case "getAutoCommit" -> true;
                        default -> {
                            try {
                                yield method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    };
                });
        return (DataSource) Proxy.newProxyInstance(
                SealedLedger.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> shielded);
    }

    static int some(Random random, int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
