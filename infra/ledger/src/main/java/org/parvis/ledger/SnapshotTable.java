package org.parvis.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** The newest snapshot of each aggregate. A cache: an older one never replaces a newer one, and all may be deleted. */
final class SnapshotTable {

    private static final byte[] NO_LEAF = new byte[0];

    private final DataSource dataSource;

    SnapshotTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void store(DomainEventMessage<?> snapshot, Serializer serializer) {
        SerializedObject<byte[]> payload = snapshot.serializePayload(serializer, byte[].class);
        SerializedObject<byte[]> metadata = snapshot.serializeMetaData(serializer, byte[].class);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        insert into ledger.snapshot (aggregate_id, aggregate_type, sequence, event_id, recorded_at,
                                                     payload_type, revision, payload, metadata)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (aggregate_id) do update
                           set aggregate_type = excluded.aggregate_type, sequence = excluded.sequence,
                               event_id = excluded.event_id, recorded_at = excluded.recorded_at,
                               payload_type = excluded.payload_type, revision = excluded.revision,
                               payload = excluded.payload, metadata = excluded.metadata
                         where snapshot.sequence <= excluded.sequence""")) {
            upsert.setString(1, snapshot.getAggregateIdentifier());
            upsert.setString(2, snapshot.getType());
            upsert.setLong(3, snapshot.getSequenceNumber());
            upsert.setObject(4, UUID.fromString(snapshot.getIdentifier()));
            upsert.setObject(5, snapshot.getTimestamp().atOffset(ZoneOffset.UTC));
            upsert.setString(6, payload.getType().getName());
            upsert.setString(7, payload.getType().getRevision());
            upsert.setBytes(8, payload.getData());
            upsert.setBytes(9, metadata.getData());
            upsert.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new LedgerUnavailable("The snapshot could not be stored: " + e.getMessage(), e);
        }
    }

    Optional<Entry> find(String aggregateId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select event_id, aggregate_type, sequence, payload_type, revision, recorded_at, payload, metadata
                          from ledger.snapshot where aggregate_id = ?""")) {
            query.setString(1, aggregateId);
            try (ResultSet result = query.executeQuery()) {
                if (!result.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Entry(
                        0,
                        result.getObject(1, UUID.class),
                        result.getString(2),
                        aggregateId,
                        result.getLong(3),
                        result.getString(4),
                        result.getString(5),
                        result.getObject(6, OffsetDateTime.class).toInstant(),
                        result.getBytes(7),
                        result.getBytes(8),
                        NO_LEAF,
                        null));
            }
        } catch (SQLException e) {
            throw new LedgerUnavailable("The snapshot could not be read: " + e.getMessage(), e);
        }
    }
}
