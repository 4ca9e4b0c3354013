package org.parvis.ledger.tree;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The stored tree at one checkpoint, for making proofs.
 *
 * <p>Reads tiles as they are needed and keeps the last few hundred. Not for use by several threads at once.
 */
public final class LedgerTree implements SubtreeHashes {

    private static final int CACHED_TILES = 512;

    private final DataSource dataSource;
    private final SignedNote note;
    private final Checkpoint checkpoint;
    /** How many leaves the stored tiles hold; at least as many as the checkpoint. */
    private final long stored;

    private final List<byte[]> unfinished;

    private final Map<List<Long>, Nodes> tiles = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Long>, Nodes> eldest) {
            return size() > CACHED_TILES;
        }
    };

    private LedgerTree(DataSource dataSource, SignedNote note, long stored, List<byte[]> unfinished) {
        this.dataSource = dataSource;
        this.note = note;
        this.checkpoint = Checkpoint.parse(note.text());
        this.stored = stored;
        this.unfinished = unfinished;
    }

    /** The same leaves as of an earlier signed head: the beginning of a tree is a tree. */
    public LedgerTree asOf(SignedNote head) {
        if (Checkpoint.parse(head.text()).size() > stored) {
            throw new IllegalArgumentException("The stored tree has " + stored + " leaves only");
        }
        return new LedgerTree(dataSource, head, stored, unfinished);
    }

    /** The tree as last signed; throws when nothing is signed yet. */
    public static LedgerTree latest(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            // One statement, one snapshot: the edge belongs to the checkpoint.
            try (PreparedStatement query = connection.prepareStatement("""
                            select c.note, e.hashes,
                                   (select string_agg(w.line, '' order by w.witness)
                                      from ledger.cosignature w where w.size = c.size)
                              from (select size, note from ledger.checkpoint order by size desc limit 1) c
                              left join ledger.edge e on true
                             order by e.level""");
                    ResultSet result = query.executeQuery()) {
                var edge = new ArrayList<byte[]>();
                String note = null;
                while (result.next()) {
                    String cosignatures = result.getString(3);
                    note = result.getString(1) + (cosignatures == null ? "" : cosignatures);
                    byte[] hashes = result.getBytes(2);
                    edge.add(hashes == null ? new byte[0] : hashes);
                }
                if (note == null) {
                    throw new IllegalStateException("Nothing is signed yet; the notary signs within a second or two");
                }
                SignedNote head = SignedNote.parse(note);
                return new LedgerTree(
                        dataSource, head, Checkpoint.parse(head.text()).size(), edge);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The tree cannot be read: " + e.getMessage(), e);
        }
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** The signed checkpoint, with the witnesses' lines. */
    public SignedNote note() {
        return note;
    }

    /** The proof that the entry at a position (from 1) is in this tree. */
    public TlogProof inclusion(long position) {
        return new TlogProof(position - 1, Merkle.inclusion(this, position - 1, checkpoint.size()), note);
    }

    /** The proof that the tree of {@code old} leaves is the beginning of this one. */
    public List<byte[]> consistency(long old) {
        return Merkle.consistency(this, old, checkpoint.size());
    }

    @Override
    public byte[] hash(int level, long index) {
        int tileLevel = level / 8;
        int within = level % 8;
        long first = index << within;
        return nodes(tileLevel, first >> 8).at(within, (int) ((first & 255) >> within));
    }

    /** The hashes of a tile, full or not, as C2SP tlog-tiles serves them. */
    byte[] tile(int level, long number) {
        return nodes(level, number).hashes;
    }

    private Nodes nodes(int level, long number) {
        return tiles.computeIfAbsent(List.of((long) level, number), k -> load(level, number));
    }

    private Nodes load(int level, long number) {
        long complete = stored >> (8 * (level + 1));
        if (number == complete && level < unfinished.size()) {
            return new Nodes(unfinished.get(level));
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select hashes from ledger.tile where level = ? and number = ?")) {
            query.setInt(1, level);
            query.setLong(2, number);
            try (ResultSet result = query.executeQuery()) {
                if (!result.next()) {
                    throw new LedgerTampered("Tile " + number + " of level " + level + " is missing");
                }
                return new Nodes(result.getBytes(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The tree cannot be read: " + e.getMessage(), e);
        }
    }

    /** A tile with the inner nodes between its hashes, computed once. */
    private static final class Nodes {

        private final byte[] hashes;
        private final List<List<byte[]>> levels = new ArrayList<>();

        Nodes(byte[] hashes) {
            this.hashes = hashes;
            List<byte[]> level = GrowingTree.split(hashes);
            levels.add(level);
            while (level.size() > 1) {
                var above = new ArrayList<byte[]>(level.size() / 2);
                for (int i = 0; i + 1 < level.size(); i += 2) {
                    above.add(Merkle.node(level.get(i), level.get(i + 1)));
                }
                levels.add(above);
                level = above;
            }
        }

        byte[] at(int level, int index) {
            if (level >= levels.size() || index >= levels.get(level).size()) {
                throw new LedgerTampered("The stored tree is smaller than its checkpoint says");
            }
            return levels.get(level).get(index);
        }
    }
}
