package org.parvis.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a wrong id from another brand's. The asker gets the same 404 for both, and the wall hides both from the code that asked; but
 * whoever tries the ids of a brand they do not work for must leave an entry.
 */
final class ForeignIds {

    private final BrandWall wall;
    private final Access access;

    ForeignIds(BrandWall wall, Access access) {
        this.wall = wall;
        this.access = access;
    }

    /** Records the try when something of that kind and id exists in a brand the current member does not work for. */
    void asked(NotFound missing) {
        if (CurrentActor.find().isEmpty()) {
            return;
        }
        brandOf(missing.kind(), missing.id())
                .ifPresent(brand -> access.recordForeign(brand, missing.kind() + ":" + missing.id()));
    }

    private Optional<String> brandOf(String kind, String id) {
        try (var connection = wall.lendWithoutWall()) {
            var place = place(connection, kind.replace('-', '_'));
            if (place == null) {
                return Optional.empty();
            }
            // Both names come from the catalogue and are quoted by it.
            try (var find = connection.prepareStatement(
                    "select brand_id from %s where %s = ? limit 1".formatted(place.table(), place.column()))) {
                find.setString(1, id);
                try (var rows = find.executeQuery()) {
                    return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look for the brand of " + kind + " " + id, e);
        }
    }

    private record Place(String table, String column) {}

    /** The table of that name by its key, or else one that has a column of that name. */
    private static @Nullable Place place(Connection connection, String name) throws SQLException {
        try (var find = connection.prepareStatement("""
                select format('%I', c.relname), format('%I', k.attname)
                from pg_class c
                join pg_attribute b on b.attrelid = c.oid and b.attname = 'brand_id' and not b.attisdropped
                join pg_attribute k on k.attrelid = c.oid and not k.attisdropped and k.atttypid = 'text'::regtype
                left join pg_index i on i.indrelid = c.oid and i.indisprimary
                where c.relkind = 'r' and c.relrowsecurity and c.relnamespace = current_schema()::regnamespace
                  and (c.relname = ? and i.indkey::text = k.attnum::text and k.attname <> 'brand_id' or k.attname = ? || '_id')
                order by c.relname = ? desc, i.indkey::text = k.attnum::text desc, c.relname
                limit 1
                """)) {
            find.setString(1, name);
            find.setString(2, name);
            find.setString(3, name);
            try (var rows = find.executeQuery()) {
                return rows.next() ? new Place(rows.getString(1), rows.getString(2)) : null;
            }
        }
    }
}
