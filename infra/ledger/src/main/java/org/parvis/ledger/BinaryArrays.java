package org.parvis.ledger;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Arrays that the driver would send as text, in PostgreSQL's binary form: number of dimensions, whether there are nulls, type of the elements,
 * length, first subscript, then each element behind its size.
 */
final class BinaryArrays {

    private static final int HEAD = 5 * Integer.BYTES;
    /** 2000-01-01, from which PostgreSQL counts, in seconds since 1970. */
    private static final long POSTGRES_EPOCH = 946_684_800L;

    private final BaseConnection connection;

    BinaryArrays(Connection connection) throws SQLException {
        this.connection = connection.unwrap(BaseConnection.class);
    }

    Array uuids(UUID[] ids) throws SQLException {
        var bytes = new byte[HEAD + ids.length * (Integer.BYTES + 2 * Long.BYTES)];
        ByteBuffer buffer = begin(bytes, Oid.UUID, ids.length);
        for (UUID id : ids) {
            buffer.putInt(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return new PgArray(connection, Oid.UUID_ARRAY, bytes);
    }

    /** Times with time zone, to the microsecond; what is finer is cut off. */
    Array times(Instant[] instants) throws SQLException {
        var bytes = new byte[HEAD + instants.length * (Integer.BYTES + Long.BYTES)];
        ByteBuffer buffer = begin(bytes, Oid.TIMESTAMPTZ, instants.length);
        for (Instant instant : instants) {
            buffer.putInt(Long.BYTES).putLong(micros(instant));
        }
        return new PgArray(connection, Oid.TIMESTAMPTZ_ARRAY, bytes);
    }

    private static ByteBuffer begin(byte[] bytes, int type, int length) {
        return ByteBuffer.wrap(bytes)
                .putInt(1)
                .putInt(0)
                .putInt(type)
                .putInt(length)
                .putInt(1);
    }

    private static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(Math.subtractExact(instant.getEpochSecond(), POSTGRES_EPOCH), 1_000_000L),
                instant.getNano() / 1_000L);
    }
}
