package org.parvis.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.parvis.ledger.tree.WholeLedger;
import org.postgresql.PGConnection;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Copies the database while the product runs, as one moment saw it. Words of people are in no file of it but as the ledger has them,
 * encrypted: tables that hold them are left out and read again from the ledger after a restore. The keys lie apart and live shorter.
 */
final class Backup {

    static final Duration KEYS_LIVE = Duration.ofDays(30);

    private static final Set<String> KEY_TABLES = Set.of("brand_key", "subject_key", "subject_alias");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Connection connection;
    private final Map<String, Map<String, List<String>>> readModels;
    private final Map<String, Set<String>> wordsOfPeople;
    private final Clock clock;

    /**
     * @param connection of the owner of the database, to itself
     * @param readModels by service: processing groups with their tables
     * @param wordsOfPeople by service: the tables that hold words of people
     */
    Backup(
            Connection connection,
            Map<String, Map<String, List<String>>> readModels,
            Map<String, Set<String>> wordsOfPeople,
            Clock clock) {
        this.connection = connection;
        this.readModels = readModels;
        this.wordsOfPeople = wordsOfPeople;
        this.clock = clock;
    }

    /**
     * @param target a directory that is not there yet; it appears when everything is in it
     * @param progress receives each table and its rows
     */
    BackupManifest write(Path target, BiConsumer<String, Long> progress) {
        if (Files.exists(target)) {
            throw new LaunchFailure("backupThere", target);
        }
        var draft = target.resolveSibling(target.getFileName() + ".part");
        try {
            FileSystemUtils.deleteRecursively(draft);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.createDirectory(draft, ownerOnly);
            Files.createDirectory(draft.resolve(BackupManifest.KEYS), ownerOnly);
            var manifest = copy(draft, progress);
            Files.write(draft.resolve(BackupManifest.FILE), JSON.writeValueAsBytes(manifest));
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private BackupManifest copy(Path draft, BiConsumer<String, Long> progress) throws SQLException, IOException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = connection.createStatement()) {
            statement.execute("set local idle_in_transaction_session_timeout = 0");
            statement.execute("set local statement_timeout = 0");
        }
        try {
            var left = leftOut();
            var parts = new ArrayList<BackupManifest.Part>();
            for (var table : Tables.all(connection)) {
                if (!left.getOrDefault(table.schema(), Set.of()).contains(table.name())) {
                    var part = copy(draft, table);
                    parts.add(part);
                    progress.accept(table.schema() + "." + table.name(), part.rows());
                }
            }
            var head = WholeLedger.head(connection);
            writeRegister(draft.resolve(BackupManifest.KEYS).resolve(BackupManifest.REGISTER));
            return new BackupManifest(
                    BackupManifest.FORMAT,
                    clock.instant(),
                    Tables.migrations(connection),
                    head.size(),
                    head.root(),
                    clock.instant().plus(KEYS_LIVE),
                    parts,
                    Tables.sequences(connection),
                    groupsLeftOut());
        } finally {
            connection.rollback();
        }
    }

    private BackupManifest.Part copy(Path draft, Tables.Table table) throws SQLException, IOException {
        var isKey = table.schema().equals("privacy") && KEY_TABLES.contains(table.name());
        var file = (isKey ? BackupManifest.KEYS + "/" : "") + table.schema() + "." + table.name() + ".copy.gz";
        var digest = sha256();
        long rows;
        try (OutputStream out = Files.newOutputStream(draft.resolve(file));
                var digested = new DigestOutputStream(out, digest);
                var zipped = new GZIPOutputStream(digested, 1 << 16)) {
            rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + select(table) + ") to stdout (format binary)", zipped);
        }
        return new BackupManifest.Part(
                table.schema(),
                table.name(),
                table.columns(),
                file,
                rows,
                HexFormat.of().formatHex(digest.digest()));
    }

    private String select(Tables.Table table) {
        return switch (table.name()) {
            // What is left out is read from the first entry on.
            case "token_entry" ->
                "select " + table.list() + " from " + table.quoted() + " where not processorname = any("
                        + literals(groupsLeftOut().getOrDefault(table.schema(), List.of())) + ")";
            // What a handler said when it failed may quote what somebody wrote.
            case "dead_letter_entry" ->
                "select "
                        + table.columns().stream()
                                .map(column -> switch (column) {
                                    case "causemessage" -> "null::varchar(1023)";
                                    case "diagnostics" -> "null::bytea";
                                    default -> '"' + column + '"';
                                })
                                .collect(Collectors.joining(", "))
                        + " from " + table.quoted();
            default -> "select " + table.list() + " from " + table.quoted();
        };
    }

    private static String literals(List<String> texts) {
        return "array["
                + texts.stream()
                        .map(text -> "'" + text.replace("'", "''") + "'")
                        .collect(Collectors.joining(", "))
                + "]::text[]";
    }

    /** The groups of which a table holds words of people: with them go all their tables, so that they are read again as one. */
    private Map<String, List<String>> groupsLeftOut() {
        var groups = new TreeMap<String, List<String>>();
        readModels.forEach((service, tables) -> {
            var words = wordsOfPeople.getOrDefault(service, Set.of());
            groups.put(
                    service,
                    tables.entrySet().stream()
                            .filter(group -> group.getValue().stream().anyMatch(words::contains))
                            .map(Map.Entry::getKey)
                            .sorted()
                            .toList());
        });
        return groups;
    }

    private Map<String, Set<String>> leftOut() {
        var tables = new TreeMap<String, Set<String>>();
        groupsLeftOut().forEach((service, groups) -> {
            var names = new TreeSet<String>();
            var known = readModels.getOrDefault(service, Map.of());
            groups.forEach(group -> names.addAll(known.getOrDefault(group, List.of())));
            tables.put(service, names);
        });
        return tables;
    }

    /** Whom the house has erased so far; whoever restores this or an older backup erases them again. */
    private void writeRegister(Path file) throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select subject_id from privacy.subject_key where erased_at is not null order by subject_id");
                var out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            while (rows.next()) {
                out.write(rows.getString(1) + "\n");
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
