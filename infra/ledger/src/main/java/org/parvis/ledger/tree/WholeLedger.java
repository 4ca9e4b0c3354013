package org.parvis.ledger.tree;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.parvis.ledger.Entry;
import org.parvis.ledger.Leaf;

/** All entries of a ledger at once, as one connection sees them: for backups, which must say what they hold, and for who restores one. */
public final class WholeLedger {

    private static final int FETCH = 1_000;

    private WholeLedger() {}

    /** How many entries there are, and the root over their leaves in hexadecimal. */
    public record Head(long size, String root) {}

    /** From the stored leaves. The connection must be in a transaction, or everything is read into memory. */
    public static Head head(Connection connection) throws SQLException {
        return walk(connection, "select position, leaf from ledger.entry order by position", row -> row.getBytes(2));
    }

    /**
     * From the entries themselves.
     *
     * @throws LedgerTampered when an entry does not fit its leaf, or one is missing
     */
    public static Head verified(Connection connection) throws SQLException {
        return walk(
                connection,
                "select position, leaf, event_id, aggregate_type, aggregate_id, sequence, event_type, revision, recorded_at, payload,"
                        + " metadata, command_id from ledger.entry order by position",
                row -> {
                    var entry = entry(row);
                    if (!Arrays.equals(Leaf.of(entry), entry.leaf())) {
                        throw new LedgerTampered("Entry " + entry.position() + " does not fit its leaf");
                    }
                    return entry.leaf();
                });
    }

    private interface LeafOf {
        byte[] read(ResultSet row) throws SQLException;
    }

    private static Head walk(Connection connection, String sql, LeafOf leaf) throws SQLException {
        var tree = new GrowingTree();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    if (rows.getLong(1) != tree.size() + 1) {
                        throw new LedgerTampered("Entry " + (tree.size() + 1) + " is missing");
                    }
                    tree.add(leaf.read(rows), (level, number, hashes) -> {});
                }
            }
        }
        return new Head(tree.size(), HexFormat.of().formatHex(tree.root()));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("position"),
                row.getObject("event_id", UUID.class),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence"),
                row.getString("event_type"),
                row.getString("revision"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getBytes("payload"),
                row.getBytes("metadata"),
                row.getBytes("leaf"),
                row.getString("command_id"));
    }
}
