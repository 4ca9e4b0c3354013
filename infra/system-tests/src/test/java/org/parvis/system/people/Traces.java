package org.parvis.system.people;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.parvis.system.running.Home;
import org.postgresql.PGConnection;

/** Looks for words in everything an installation keeps: each table as the database would copy it, and each file as it lies on the disk. */
final class Traces {

    private final Pattern words;

    /** @param words in ASCII; found in any case */
    Traces(String words) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    /** {@code table: word} for every table, also those of PostgreSQL itself, that holds one of the words. */
    Set<String> inTables(Home home) {
        var found = new TreeSet<String>();
        try (var owner = owner(home)) {
            for (var table : tables(owner)) {
                // Binary, so that bytes are bytes and texts are texts, and nothing is hidden by how it is written.
                var out = new ByteArrayOutputStream();
                owner.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(
                                "copy " + table + " to stdout"
                                        + (table.startsWith("pg_catalog.") ? "" : " (format binary)"),
                                out);
                in(out.toByteArray()).forEach(word -> found.add(table + ": " + word));
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static List<String> tables(Connection owner) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery("""
                        select format('%I.%I', schemaname, tablename) from pg_tables
                         where schemaname not in ('pg_catalog', 'information_schema')
                            or tablename in ('pg_statistic', 'pg_largeobject', 'pg_description')
                        """)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** A connection of the owner of the database of a running product. */
    static Connection owner(Home home) throws SQLException {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:"
                            + Files.readString(home.path().resolve("run/database.port"))
                                    .strip() + "/parvis",
                    "postgres",
                    Files.readString(home.path().resolve("keys/database.owner.password"))
                            .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code file: word} for every file below a directory; archives are looked into. */
    Set<String> inFiles(Path directory) {
        var found = new TreeSet<String>();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("postgres-binaries"))
                    .toList()) {
                look(file).forEach(word -> found.add(directory.relativize(file) + ": " + word));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private Set<String> look(Path file) throws IOException {
        var found = new TreeSet<String>();
        try (var in = Files.newInputStream(file)) {
            found.addAll(in(in.readAllBytes()));
        } catch (java.nio.file.NoSuchFileException e) {
            // The database removes its own files while we look.
            return found;
        }
        if (file.toString().endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                found.addAll(in(in.readAllBytes()));
            }
        } else if (file.toString().endsWith(".zip")) {
            try (var zip = new ZipInputStream(Files.newInputStream(file))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    found.addAll(in(zip.readAllBytes()));
                }
            }
        }
        return found;
    }

    Set<String> in(byte[] bytes) {
        return in(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    Set<String> in(String text) {
        var found = new TreeSet<String>();
        words.matcher(text).results().forEach(result -> found.add(result.group().toLowerCase(java.util.Locale.ROOT)));
        return found;
    }
}
