package org.parvis.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Database;
import org.parvis.boot.ServiceMigrations;
import org.parvis.ledger.tree.WholeLedger;
import org.postgresql.PGConnection;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings a backup into an empty data directory. Everybody who was erased since is erased again before anything could read them, and the
 * ledger must be, entry by entry, what the backup says.
 */
final class Restore {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path backup;
    private final Path masterKeys;
    private final @Nullable Path register;
    private final boolean oldKeys;
    private final Clock clock;

    /**
     * @param masterKeys a copy of {@code keys/} of the data directory the backup was made of
     * @param register a newer register of erased people, when there is one apart from those found by themselves
     * @param oldKeys whether keys are taken that should have been destroyed by now
     */
    Restore(Path backup, Path masterKeys, @Nullable Path register, boolean oldKeys, Clock clock) {
        this.backup = backup;
        this.masterKeys = masterKeys;
        this.register = register;
        this.oldKeys = oldKeys;
        this.clock = clock;
    }

    /** What came of it. */
    record Outcome(BackupManifest manifest, int erasedAgain) {}

    Outcome into(Path target, BiConsumer<String, Long> progress) {
        var manifest = manifest();
        requireEmpty(target);
        if (!Files.exists(masterKeys.resolve("master.key"))) {
            throw new LaunchFailure("restoreNoMaster", masterKeys);
        }
        if (!oldKeys && clock.instant().isAfter(manifest.keysUntil())) {
            throw new LaunchFailure("restoreOldKeys", manifest.keysUntil().toString());
        }
        manifest.parts().forEach(this::requireIntact);
        try (var home = new DataDirectory(target)) {
            home.acquire();
            copyKeys(target.resolve("keys"));
            var again = load(home, manifest, progress);
            return new Outcome(manifest, again);
        } catch (IOException | RuntimeException e) {
            deleteQuietly(target);
            throw e instanceof LaunchFailure told ? told : new LaunchFailure("restoreFailed", String.valueOf(e));
        }
    }

    private BackupManifest manifest() {
        var file = backup.resolve(BackupManifest.FILE);
        try {
            var manifest = JSON.readValue(Files.readAllBytes(file), BackupManifest.class);
            if (manifest.format() != BackupManifest.FORMAT) {
                throw new LaunchFailure("restoreOtherFormat", manifest.format());
            }
            return manifest;
        } catch (IOException | JacksonException e) {
            throw new LaunchFailure("restoreNoBackup", backup);
        }
    }

    private static void requireEmpty(Path target) {
        if (!Files.exists(target)) {
            return;
        }
        try (var files = Files.list(target)) {
            if (files.findAny().isPresent()) {
                throw new LaunchFailure("restoreNotEmpty", target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireIntact(BackupManifest.Part part) {
        var digest = Backup.sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file(part)), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new LaunchFailure("restoreDamaged", part.file());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
            throw new LaunchFailure("restoreDamaged", part.file());
        }
    }

    /** A manifest may name no file outside of its backup. */
    private Path file(BackupManifest.Part part) {
        var file = backup.resolve(part.file()).normalize();
        if (!file.startsWith(backup.normalize())) {
            throw new LaunchFailure("restoreDamaged", part.file());
        }
        return file;
    }

    private void copyKeys(Path into) throws IOException {
        try (var files = Files.list(masterKeys)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        into.resolve(file.getFileName()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private int load(DataDirectory home, BackupManifest manifest, BiConsumer<String, Long> progress)
            throws IOException {
        try (var database = EmbeddedDatabase.start(home)) {
            for (var service : Database.SERVICES) {
                ServiceMigrations.run(database.url(), service, database.password());
            }
            try (var connection = database.owner()) {
                connection.setAutoCommit(false);
                requireSameSchemas(connection, manifest);
                try (var statement = connection.createStatement()) {
                    // As PostgreSQL's own restore does: rows come as they were, no trigger answers.
                    statement.execute("set session_replication_role = replica");
                }
                for (var part : manifest.parts()) {
                    load(connection, part);
                    progress.accept(part.schema() + "." + part.table(), part.rows());
                }
                settle(connection, manifest);
                var again = eraseAgain(connection, home);
                requireWhole(connection, manifest);
                connection.commit();
                return again;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireSameSchemas(Connection connection, BackupManifest manifest) throws SQLException {
        if (!Tables.migrations(connection).equals(manifest.schemas())) {
            throw new LaunchFailure("restoreOtherVersion");
        }
    }

    private void load(Connection connection, BackupManifest.Part part) throws SQLException, IOException {
        var table = new Tables.Table(part.schema(), part.table(), part.columns());
        if (!Tables.schemas().contains(part.schema()) || !Tables.all(connection).contains(table)) {
            throw new LaunchFailure("restoreDamaged", part.file());
        }
        try (var statement = connection.createStatement()) {
            // Migrations may have put rows of their own in.
            statement.execute("delete from " + table.quoted());
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file(part)), 1 << 16)) {
            var rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy " + table.quoted() + " (" + table.list() + ") from stdin (format binary)",
                            in,
                            1 << 16);
            if (rows != part.rows()) {
                throw new LaunchFailure("restoreDamaged", part.file());
            }
        }
    }

    /** Nobody works on anything yet. */
    private static void settle(Connection connection, BackupManifest manifest) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var service : Database.SERVICES) {
                try (var rows = statement.executeQuery(
                        "select to_regclass('\"" + service + "\".scheduled_tasks') is not null")) {
                    rows.next();
                    if (!rows.getBoolean(1)) {
                        continue;
                    }
                }
                statement.execute("update \"" + service + "\".scheduled_tasks set picked = false, picked_by = null");
                statement.execute("update \"" + service + "\".token_entry set owner = null");
            }
        }
        for (var sequence : manifest.sequences().entrySet()) {
            if (sequence.getValue() > 0) {
                try (var statement = connection.prepareStatement("select setval(?::regclass, ?)")) {
                    statement.setString(1, sequence.getKey());
                    statement.setLong(2, sequence.getValue());
                    statement.execute();
                }
            }
        }
    }

    private int eraseAgain(Connection connection, DataDirectory home) throws SQLException, IOException {
        var erased = erased();
        var again = 0;
        try (var known = connection.prepareStatement(
                        "select exists (select 1 from privacy.subject_key where subject_id = ? and wrapped is not null)");
                var erase = connection.prepareStatement("select privacy.erase_subject(?)")) {
            for (var person : erased) {
                known.setString(1, person);
                try (var rows = known.executeQuery()) {
                    rows.next();
                    again += rows.getBoolean(1) ? 1 : 0;
                }
                erase.setString(1, person);
                erase.execute();
            }
        }
        Files.write(home.resolve("keys", BackupManifest.REGISTER), erased, StandardCharsets.US_ASCII);
        return again;
    }

    /** From this backup, from those that lie beside it, from beside the master key, and from where the caller says. */
    private Set<String> erased() throws IOException {
        var erased = new TreeSet<String>();
        if (register != null) {
            add(register, erased);
        }
        add(masterKeys.resolve(BackupManifest.REGISTER), erased);
        try (var beside = Files.list(backup.toAbsolutePath().getParent())) {
            for (var directory : beside.filter(Files::isDirectory).toList()) {
                add(directory.resolve(BackupManifest.KEYS).resolve(BackupManifest.REGISTER), erased);
            }
        }
        return erased;
    }

    private static void add(Path file, Set<String> to) throws IOException {
        if (Files.exists(file)) {
            Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
                    .filter(line -> line.matches("[a-zA-Z0-9-]{1,80}"))
                    .forEach(to::add);
        }
    }

    private static void requireWhole(Connection connection, BackupManifest manifest) throws SQLException {
        var head = WholeLedger.verified(connection);
        if (head.size() != manifest.entries() || !head.root().equals(manifest.root())) {
            throw new LaunchFailure("restoreOtherLedger", manifest.entries(), head.size());
        }
    }

    private static void deleteQuietly(Path target) {
        try {
            FileSystemUtils.deleteRecursively(target);
        } catch (IOException e) {
            // What is left says itself that it is incomplete: no database answers from it.
        }
    }
}
