package org.parvis.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/**
 * Reads entries in position order, page by page, without ever holding a transaction open.
 *
 * <p>Positions have no gaps and follow commit order, so "everything after my position" is never incomplete: no gap
 * bookkeeping, no waiting for slow neighbours. A page ends early when its heavy entries weigh too much together, so that what is in memory
 * follows from the size of a page and not from what people wrote.
 */
public final class LedgerReader {

    /** The largest page. */
    public static final int MAX_PAGE = 10_000;

    /** Bytes of payload beyond which an entry is heavy; the indexes of {@code V6__heavy_entries_found.sql} are made for this number. */
    static final int HEAVY = 4_096;

    /** Bytes of payload of heavy entries with which a page ends; the entry that reaches beyond is its last. */
    static final int MOST_WEIGHT = 262_144;

    /** So many heavy entries weigh that much, whatever each of them weighs. */
    private static final int MOST_HEAVY = MOST_WEIGHT / HEAVY;

    private static final String COLUMNS = "position, event_id, aggregate_type, aggregate_id, sequence, event_type,"
            + " revision, recorded_at, payload, metadata, leaf, command_id";
    private static final String HEAVY_FROM_HERE = endOfPage("position", "position + 0 > ?");
    private static final String ALL = "select " + COLUMNS + " from ledger.entry where position > ?"
            + " and position <= coalesce((" + HEAVY_FROM_HERE + "), 9223372036854775807) order by position limit ?";
    private static final String END = "select coalesce(max(position), 0), (" + HEAVY_FROM_HERE + ") from ledger.entry";
    private static final String SOME = "select " + COLUMNS
            + " from ledger.entry where position > ? and position <= ? and event_type = any (?)"
            + " order by position limit ?";
    private static final String AGGREGATE = "select " + COLUMNS
            + " from ledger.entry where aggregate_id = ? and sequence >= ? and sequence <= coalesce(("
            + endOfPage("sequence", "aggregate_id = ? and sequence + 0 >= ?")
            + "), 9223372036854775807) order by sequence limit ?";

    /** How far clocks of two processes may be apart before {@link #positionAt} could miss an entry. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final DataSource dataSource;

    /**
     * Where the heavy entries become too much for a page; nowhere, mostly. The order is written as only the indexes of heavy entries have
     * it: in that of all entries, one would pass over everything that follows to find that none is heavy.
     */
    private static String endOfPage(String order, String where) {
        return "select " + order + " from (select " + order + ", sum(octet_length(payload)) over (order by " + order
                + " + 0) as weight from ledger.entry where " + where + " and octet_length(payload) > " + HEAVY
                + " order by " + order + " + 0 limit " + MOST_HEAVY + ") heavy where weight > " + MOST_WEIGHT
                + " order by " + order + " limit 1";
    }

    public LedgerReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The next entries after a position; with {@code eventTypes} only those (empty means all). */
    public Page read(long after, int limit, Set<String> eventTypes) {
        int rows = Math.clamp(limit, 1, MAX_PAGE);
        return with(connection -> {
            if (eventTypes.isEmpty()) {
                List<Entry> entries = entries(connection, ALL, rows, after, after, rows);
                long end = entries.isEmpty() ? after : entries.getLast().position();
                return new Page(entries, end, isFull(entries, rows));
            }
            // The head is read first: what commits in between is simply left for the next page.
            End end = end(connection, after);
            if (end.head() <= after) {
                return new Page(List.of(), after, false);
            }
            var types = connection.createArrayOf("text", eventTypes.toArray(String[]::new));
            List<Entry> entries = entries(connection, SOME, rows, after, end.ofPage(), types, rows);
            boolean full = entries.size() == rows;
            return new Page(
                    entries, full ? entries.getLast().position() : end.ofPage(), full || end.ofPage() < end.head());
        });
    }

    /** Whether it was the page that ended, and not what there is to read. */
    private static boolean isFull(List<Entry> entries, int rows) {
        return entries.size() == rows
                || entries.stream()
                                .mapToInt(entry -> entry.payload().length)
                                .filter(weight -> weight > HEAVY)
                                .asLongStream()
                                .sum()
                        > MOST_WEIGHT;
    }

    private record End(long head, long ofPage) {}

    private static End end(Connection connection, long after) throws SQLException {
        try (PreparedStatement query = prepare(connection, END)) {
            query.setLong(1, after);
            try (ResultSet result = query.executeQuery()) {
                result.next();
                long head = result.getLong(1);
                long heavy = result.getLong(2);
                return new End(head, result.wasNull() ? head : heavy);
            }
        }
    }

    /** The next entries of one aggregate, from a sequence on; {@code scannedTo} is the last one's sequence. */
    Page readAggregatePage(String aggregateId, long fromSequence, int limit) {
        int rows = Math.clamp(limit, 1, MAX_PAGE);
        List<Entry> entries = with(connection ->
                entries(connection, AGGREGATE, rows, aggregateId, fromSequence, aggregateId, fromSequence, rows));
        long end = entries.isEmpty() ? fromSequence - 1 : entries.getLast().sequence();
        return new Page(entries, end, isFull(entries, rows));
    }

    /**
     * Each entry of one aggregate in turn, a page of them in memory.
     *
     * @param takes says whether to go on
     * @return whether all were taken
     */
    public boolean forEachOfAggregate(String aggregateId, Predicate<Entry> takes) {
        Page page = new Page(List.of(), -1, true);
        while (page.full()) {
            page = readAggregatePage(aggregateId, page.scannedTo() + 1, 1_000);
            for (Entry entry : page.entries()) {
                if (!takes.test(entry)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The first entries of one aggregate, from a sequence on, {@code limit} at most. */
    public List<Entry> readAggregate(String aggregateId, long fromSequence, int limit) {
        var all = new ArrayList<Entry>();
        Page page;
        do {
            long next = all.isEmpty() ? fromSequence : all.getLast().sequence() + 1;
            page = readAggregatePage(aggregateId, next, limit - all.size());
            all.addAll(page.entries());
        } while (page.full() && all.size() < limit);
        return all;
    }

    /** All entries of one aggregate, from a sequence on. */
    public List<Entry> readAggregate(String aggregateId, long fromSequence) {
        return readAggregate(aggregateId, fromSequence, Integer.MAX_VALUE);
    }

    /** The entry at a position. */
    public Optional<Entry> find(long position) {
        return read(position - 1, 1, Set.of()).entries().stream()
                .filter(entry -> entry.position() == position)
                .findFirst();
    }

    /** The sequence of the aggregate's last entry. */
    public OptionalLong lastSequence(String aggregateId) {
        return with(connection -> {
            try (PreparedStatement query =
                    prepare(connection, "select max(sequence) from ledger.entry where aggregate_id = ?")) {
                query.setString(1, aggregateId);
                try (ResultSet result = query.executeQuery()) {
                    result.next();
                    long last = result.getLong(1);
                    return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(last);
                }
            }
        });
    }

    /** The highest position, 0 in an empty ledger. */
    public long head() {
        return with(LedgerReader::head);
    }

    /**
     * The position after which everything recorded at {@code instant} or later is found.
     *
     * <p>Positions have no gaps, so the place is found by halving. Entries carry their writer's clock; neighbours may
     * be out of order by as much as clocks differ, so the last minutes before the place are looked through.
     */
    public long positionAt(Instant instant) {
        return with(connection -> {
            long low = 0;
            long high = head(connection) + 1;
            Instant early = instant.minus(CLOCK_TOLERANCE);
            try (PreparedStatement at =
                    prepare(connection, "select recorded_at from ledger.entry where position = ?")) {
                while (high - low > 1) {
                    long middle = low + (high - low) / 2;
                    at.setLong(1, middle);
                    try (ResultSet result = at.executeQuery()) {
                        result.next();
                        if (result.getObject(1, OffsetDateTime.class)
                                .toInstant()
                                .isBefore(early)) {
                            low = middle;
                        } else {
                            high = middle;
                        }
                    }
                }
            }
            try (PreparedStatement first = prepare(
                    connection,
                    "select position from ledger.entry where position > ? and recorded_at >= ?"
                            + " order by position limit 1")) {
                first.setLong(1, low);
                first.setObject(2, instant.atOffset(ZoneOffset.UTC));
                try (ResultSet result = first.executeQuery()) {
                    return result.next() ? result.getLong(1) - 1 : head(connection);
                }
            }
        });
    }

    private static long head(Connection connection) throws SQLException {
        try (PreparedStatement query = prepare(connection, "select coalesce(max(position), 0) from ledger.entry");
                ResultSet result = query.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private static List<Entry> entries(Connection connection, String sql, int rows, Object... parameters)
            throws SQLException {
        try (PreparedStatement query = prepare(connection, sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            var entries = new ArrayList<Entry>(Math.min(rows, 1_000));
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    entries.add(new Entry(
                            result.getLong(1),
                            result.getObject(2, UUID.class),
                            result.getString(3),
                            result.getString(4),
                            result.getLong(5),
                            result.getString(6),
                            result.getString(7),
                            result.getObject(8, OffsetDateTime.class).toInstant(),
                            result.getBytes(9),
                            result.getBytes(10),
                            result.getBytes(11),
                            result.getString(12)));
                }
            }
            return entries;
        }
    }

    /** Described before its first run, so that already the first page on a connection comes in binary: ten times faster. */
    private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
        return statement;
    }

    private <T> T with(Query<T> query) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            try {
                return query.on(connection);
            } finally {
                if (!autoCommit) {
                    connection.setAutoCommit(false);
                }
            }
        } catch (SQLException e) {
            throw new LedgerUnavailable("The ledger could not be read: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Query<T> {
        T on(Connection connection) throws SQLException;
    }
}
