package org.parvis.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** The writer's own connection: one prepared call of {@code ledger.append} per group, committed by itself. */
final class AppendConnection implements AutoCloseable {

    private static final String APPEND = "select * from ledger.append(" + "?,".repeat(15) + "?)";

    /** Somebody else's entry may stand at that sequence by now; ours has our id. */
    private static final String RECORDED = """
            select ours.number, e.position
              from unnest(?::text[], ?::bigint[], ?::uuid[]) with ordinality ours (aggregate_id, sequence, event_id, number)
              join ledger.entry e using (aggregate_id, sequence, event_id)""";

    /** A commit that takes longer has lost its server; the outcome is then looked up on another connection. */
    private static final int NETWORK_TIMEOUT = (int) TimeUnit.SECONDS.toMillis(30);

    private final Connection connection;
    private final PreparedStatement append;
    private final BinaryArrays arrays;

    AppendConnection(DataSource dataSource) throws SQLException {
        connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
            // The function reads the head after it has the lock; a snapshot taken before would show an old head.
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT);
            append = connection.prepareStatement(APPEND);
            arrays = new BinaryArrays(connection);
            append.unwrap(PGStatement.class).setPrepareThreshold(1);
        } catch (SQLException e) {
            abandon();
            throw e;
        }
    }

    /** Runs the group and settles each request; throws when nothing is known to be recorded. Returns the new head. */
    long append(List<AppendRequest> group) throws SQLException {
        bind(group);
        try (ResultSet result = append.executeQuery()) {
            result.next();
            long position = result.getLong(1);
            Map<Integer, RuntimeException> refusals = refusals(result);
            for (int i = 0; i < group.size(); i++) {
                AppendRequest request = group.get(i);
                RuntimeException refusal = refusals.get(i);
                if (refusal != null) {
                    request.refused(refusal);
                } else {
                    request.recorded(position + 1);
                    position += request.entries.size();
                }
            }
            return position;
        }
    }

    /** The positions of those of these requests that are recorded, each that of its first entry. */
    Map<AppendRequest, Long> recorded(List<AppendRequest> requests) throws SQLException {
        List<NewEntry> firsts =
                requests.stream().map(request -> request.entries.getFirst()).toList();
        // The lock makes this wait for a commit of our own that the server may still be working on.
        connection.setAutoCommit(false);
        try (var lock = connection.createStatement();
                var find = connection.prepareStatement(RECORDED)) {
            lock.execute("select pg_advisory_xact_lock(5787214283317305171)");
            find.setArray(
                    1,
                    connection.createArrayOf(
                            "text", firsts.stream().map(NewEntry::aggregateId).toArray()));
            find.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", firsts.stream().map(NewEntry::sequence).toArray()));
            find.setArray(3, arrays.uuids(firsts.stream().map(NewEntry::eventId).toArray(UUID[]::new)));
            var positions = new HashMap<AppendRequest, Long>();
            try (ResultSet result = find.executeQuery()) {
                while (result.next()) {
                    positions.put(requests.get(result.getInt(1) - 1), result.getLong(2));
                }
            }
            return positions;
        } finally {
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() {
        try {
            append.close();
            connection.close();
        } catch (SQLException e) {
            // Closing is all we wanted.
        }
    }

    /** Gets rid of a connection in an unknown state, without giving it back to a pool as healthy. */
    void abandon() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone already.
        }
    }

    private void bind(List<AppendRequest> group) throws SQLException {
        int claims = group.stream().mapToInt(request -> request.claims.size()).sum();
        var claimRequests = new int[claims];
        var claimAggregates = new String[claims];
        var claimSequences = new long[claims];
        @Nullable String[] claimCommands = new String[claims];
        int entries = AppendRequest.entryCount(group);
        var requests = new int[entries];
        var eventIds = new UUID[entries];
        var aggregateTypes = new String[entries];
        var aggregateIds = new String[entries];
        var sequences = new long[entries];
        var eventTypes = new String[entries];
        @Nullable String[] revisions = new String[entries];
        var times = new Instant[entries];
        var payloads = new byte[entries][];
        var metadatas = new byte[entries][];
        var leaves = new byte[entries][];
        @Nullable String[] commands = new String[entries];
        int claim = 0;
        int row = 0;
        for (int number = 0; number < group.size(); number++) {
            AppendRequest request = group.get(number);
            for (AppendRequest.Claim c : request.claims) {
                claimRequests[claim] = number;
                claimAggregates[claim] = c.aggregateId();
                claimSequences[claim] = c.sequence();
                claimCommands[claim] = c.commandId();
                claim++;
            }
            for (int i = 0; i < request.entries.size(); i++) {
                NewEntry entry = request.entries.get(i);
                requests[row] = number;
                eventIds[row] = entry.eventId();
                aggregateTypes[row] = entry.aggregateType();
                aggregateIds[row] = entry.aggregateId();
                sequences[row] = entry.sequence();
                eventTypes[row] = entry.eventType();
                revisions[row] = entry.revision();
                times[row] = entry.timestamp();
                payloads[row] = entry.payload();
                metadatas[row] = entry.metadata();
                leaves[row] = request.leaves.get(i);
                commands[row] = entry.commandId();
                row++;
            }
        }
        array(1, "int4", claimRequests);
        array(2, "text", claimAggregates);
        array(3, "int8", claimSequences);
        array(4, "text", claimCommands);
        array(5, "int4", requests);
        append.setArray(6, arrays.uuids(eventIds));
        array(7, "text", aggregateTypes);
        array(8, "text", aggregateIds);
        array(9, "int8", sequences);
        array(10, "text", eventTypes);
        array(11, "text", revisions);
        append.setArray(12, arrays.times(times));
        array(13, "bytea", payloads);
        array(14, "bytea", metadatas);
        array(15, "bytea", leaves);
        array(16, "text", commands);
    }

    /** pgjdbc sends primitive and String arrays in binary when they arrive with their own Java type. */
    private void array(int index, String type, Object elements) throws SQLException {
        append.setArray(
                index, connection.unwrap(org.postgresql.PGConnection.class).createArrayOf(type, elements));
    }

    private static Map<Integer, RuntimeException> refusals(ResultSet result) throws SQLException {
        if (result.getArray(2) == null) {
            return Map.of();
        }
        var requests = (Integer[]) values(result, 2);
        var aggregates = (String[]) values(result, 3);
        var attempts = (Long[]) values(result, 4);
        var nexts = (Long[]) values(result, 5);
        @Nullable String[] commands = (String[]) values(result, 6);
        @Nullable Long[] firsts = (Long[]) values(result, 7);
        @Nullable Long[] lasts = (Long[]) values(result, 8);
        var refusals = new HashMap<Integer, RuntimeException>();
        for (int i = 0; i < requests.length; i++) {
            String command = commands[i];
            Long first = firsts[i];
            Long last = lasts[i];
            if (command != null && first != null && last != null) {
                // A repeated command usually conflicts in its sequence as well; that it is done is the better answer.
                refusals.put(requests[i], new CommandAlreadyRecorded(aggregates[i], command, first, last));
            } else {
                refusals.putIfAbsent(requests[i], new SequenceConflict(aggregates[i], attempts[i], nexts[i]));
            }
        }
        return refusals;
    }

    private static Object values(ResultSet result, int column) throws SQLException {
        Array array = result.getArray(column);
        return array.getArray();
    }
}
