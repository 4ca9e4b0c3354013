package org.parvis.ledger.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How far one projection has come, kept beside its rows in {@code ledger.projection}. */
final class ProjectionPosition {

    private final String name;

    ProjectionPosition(String name) {
        this.name = name;
    }

    long read(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select position from ledger.projection where name = ?")) {
            query.setString(1, name);
            try (ResultSet result = query.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        }
    }

    /** Moves on if nobody else has; false when another replica was there first. */
    boolean move(Connection connection, long from, long to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                from == 0
                        ? "insert into ledger.projection as p (position, name) values (?, ?)"
                                + " on conflict (name) do update set position = excluded.position where p.position = ?"
                        : "update ledger.projection set position = ? where name = ? and position = ?")) {
            update.setLong(1, to);
            update.setString(2, name);
            update.setLong(3, from);
            return update.executeUpdate() == 1;
        }
    }

    void reset(Connection connection) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("insert into ledger.projection (name, position)"
                + " values (?, 0) on conflict (name) do update set position = 0")) {
            upsert.setString(1, name);
            upsert.executeUpdate();
        }
    }
}
