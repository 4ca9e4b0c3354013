package org.parvis.crm.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants in columns of type {@code timestamptz}. */
public final class Instants {

    private Instants() {}

    /** As a parameter the driver knows the type of. */
    public static OffsetDateTime parameter(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    public static void set(PreparedStatement statement, int index, @Nullable Instant at) throws SQLException {
        statement.setObject(index, at == null ? null : parameter(at), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    /** From a column that is never null. */
    public static Instant get(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant find(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
