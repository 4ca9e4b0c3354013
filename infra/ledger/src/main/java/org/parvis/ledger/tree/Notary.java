package org.parvis.ledger.tree;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parvis.ledger.Entry;
import org.parvis.ledger.Leaf;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the ledger's entries into the tree in position order, and signs the new head.
 *
 * <p>Before an entry is sealed its leaf is computed again from the stored bytes. The notary never signs a head that
 * contradicts one it signed before: on a contradiction it throws {@link LedgerTampered} and signs nothing more. Any
 * number of notaries may run; a lock lets one seal at a time, and each finds the others' work.
 */
public final class Notary implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Notary.class);
    private static final long LOCK = 5787214283317305173L;
    private static final Duration RHYTHM = Duration.ofSeconds(1);
    private static final int PAGE = 2_000;
    private static final int MOST_AT_ONCE = 200_000;

    private final DataSource dataSource;
    private final LedgerReader reader;
    private final LedgerSignal signal;
    private final NoteSigner signer;
    private final Clock clock;
    private @Nullable GrowingTree tree;
    private volatile @Nullable Thread thread;
    private volatile @Nullable RuntimeException trouble;

    /** @param dataSource with the rights of {@link org.parvis.ledger.LedgerSchema#grantNotary} */
    public Notary(DataSource dataSource, LedgerSignal signal, NoteSigner signer, Clock clock) {
        this.dataSource = dataSource;
        this.reader = new LedgerReader(dataSource);
        this.signal = signal;
        this.signer = signer;
        this.clock = clock;
    }

    /** Seals in the background, at most once a second, while the ledger grows. */
    public void start() {
        Thread starting = Thread.ofVirtual().name("ledger-notary").unstarted(this::run);
        thread = starting;
        starting.start();
    }

    /** Why the notary does not sign at the moment, if it does not. */
    public Optional<RuntimeException> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Seals all that is committed; returns the new head, or nothing when there was nothing to seal. */
    public synchronized Optional<SignedNote> seal() {
        Optional<SignedNote> newest = Optional.empty();
        while (true) {
            Optional<SignedNote> next;
            try {
                next = sealSome();
            } catch (SQLException e) {
                tree = null;
                throw new IllegalStateException("The notary cannot reach the ledger: " + e.getMessage(), e);
            } catch (RuntimeException e) {
                tree = null;
                throw e;
            }
            if (next.isEmpty()) {
                return newest;
            }
            newest = next;
        }
    }

    private void run() {
        long sealed = 0;
        while (thread == Thread.currentThread()) {
            try {
                Optional<SignedNote> note = seal();
                if (note.isPresent()) {
                    sealed = Checkpoint.parse(note.get().text()).size();
                }
                trouble = null;
                Thread.sleep(RHYTHM);
                // The signal is a hint; now and then look without one.
                signal.awaitBeyond(sealed, RHYTHM.multipliedBy(5));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                RuntimeException before = trouble;
                if (before == null || !Objects.equals(before.getMessage(), e.getMessage())) {
                    log.error("The notary does not sign: {}", e.getMessage(), e);
                }
                trouble = e;
                try {
                    Thread.sleep(RHYTHM.multipliedBy(5));
                } catch (InterruptedException i) {
                    return;
                }
            }
        }
    }

    private Optional<SignedNote> sealSome() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                lock(connection);
                GrowingTree current = current(connection);
                Optional<SignedNote> note = grow(connection, current);
                connection.commit();
                tree = current;
                return note;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    private static void lock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        }
    }

    /** The tree in memory when it is still the newest, otherwise the stored one, checked against its signed root. */
    private GrowingTree current(Connection connection) throws SQLException {
        long size = 0;
        byte[] root = Merkle.emptyRoot();
        try (PreparedStatement query = connection.prepareStatement(
                        "select size, root from ledger.checkpoint order by size desc limit 1");
                ResultSet result = query.executeQuery()) {
            if (result.next()) {
                size = result.getLong(1);
                root = result.getBytes(2);
            }
        }
        GrowingTree known = tree;
        if (known != null && known.size() == size) {
            if (!Arrays.equals(known.root(), root)) {
                throw new LedgerTampered("The stored head of size " + size + " is not the one that was signed");
            }
            return known;
        }
        if (known != null && known.size() > size) {
            throw new LedgerTampered(
                    "The newest stored head has size " + size + ", but " + known.size() + " was signed before");
        }
        GrowingTree stored = size == 0 ? new GrowingTree() : GrowingTree.restore(size, unfinished(connection));
        if (!Arrays.equals(stored.root(), root)) {
            throw new LedgerTampered("The stored tree of size " + size + " does not have the root that was signed");
        }
        return stored;
    }

    private static List<byte[]> unfinished(Connection connection) throws SQLException {
        var edge = new ArrayList<byte[]>();
        try (PreparedStatement query = connection.prepareStatement("select hashes from ledger.edge order by level");
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                edge.add(result.getBytes(1));
            }
        }
        return edge;
    }

    private Optional<SignedNote> grow(Connection connection, GrowingTree current) throws SQLException {
        long before = current.size();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ledger.tile (level, number, hashes) values (?, ?, ?)")) {
            boolean more = true;
            while (more && current.size() - before < MOST_AT_ONCE) {
                Page page = reader.read(current.size(), PAGE, Set.of());
                var tiles = new ArrayList<Tile>();
                for (Entry entry : page.entries()) {
                    check(entry, current.size() + 1);
                    current.add(entry.leaf(), (level, number, hashes) -> tiles.add(new Tile(level, number, hashes)));
                }
                for (Tile tile : tiles) {
                    insert.setInt(1, tile.level());
                    insert.setLong(2, tile.number());
                    insert.setBytes(3, tile.hashes());
                    insert.addBatch();
                }
                insert.executeBatch();
                more = page.full();
            }
        }
        if (current.size() == before) {
            return Optional.empty();
        }
        var checkpoint = new Checkpoint(signer.key().name(), current.size(), current.root());
        SignedNote note = signer.sign(checkpoint.body());
        store(connection, current, checkpoint, note);
        return Optional.of(note);
    }

    private static void check(Entry entry, long expected) {
        if (entry.position() != expected) {
            throw new LedgerTampered("Position " + expected + " is missing; the next entry is " + entry.position());
        }
        if (!Arrays.equals(Leaf.of(entry), entry.leaf())) {
            throw new LedgerTampered(
                    "The entry at position " + expected + " does not have the content it was written with");
        }
    }

    private void store(Connection connection, GrowingTree current, Checkpoint checkpoint, SignedNote note)
            throws SQLException {
        try (PreparedStatement head = connection.prepareStatement(
                        "insert into ledger.checkpoint (size, signed_at, root, note) values (?, ?, ?, ?)");
                PreparedStatement edge = connection.prepareStatement("insert into ledger.edge (level, hashes)"
                        + " values (?, ?) on conflict (level) do update set hashes = excluded.hashes")) {
            head.setLong(1, checkpoint.size());
            head.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            head.setBytes(3, checkpoint.root());
            head.setString(4, note.toString());
            head.executeUpdate();
            List<byte[]> levels = current.unfinished();
            for (int level = 0; level < levels.size(); level++) {
                edge.setInt(1, level);
                edge.setBytes(2, levels.get(level));
                edge.addBatch();
            }
            edge.executeBatch();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Tile(int level, long number, byte[] hashes) {}
}
