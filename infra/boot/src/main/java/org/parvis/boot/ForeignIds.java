package org.parvis.boot;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells a wrong id from another brand's. The asker gets the same 404 for both, and the wall hides both from the code that asked; but
 * whoever tries the ids of a brand they do not work for must leave an entry.
 */
final class ForeignIds {

    private final JdbcClient jdbc;
    private final Access access;

    ForeignIds(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /** Records the try when something of that kind and id exists in a brand the current member does not work for. */
    void asked(NotFound missing) {
        if (CurrentActor.find().isEmpty()) {
            return;
        }
        WithoutWall.ask(() -> brandOf(missing.kind().replace('-', '_'), missing.id()))
                .ifPresent(brand -> access.recordForeign(brand, missing.kind() + ":" + missing.id()));
    }

    private record Place(String table, String column) {}

    private Optional<String> brandOf(String kind, String id) {
        // Both names come from the catalogue and are quoted by it.
        return place(kind)
                .flatMap(place -> jdbc.sql(
                                "select brand_id from %s where %s = ? limit 1".formatted(place.table(), place.column()))
                        .param(id)
                        .query(String.class)
                        .optional());
    }

    /** The table of that name by its key, or else one that has a column of that name. */
    private Optional<Place> place(String name) {
        return jdbc.sql("""
                        select format('%I', c.relname), format('%I', k.attname)
                        from pg_class c
                        join pg_attribute b on b.attrelid = c.oid and b.attname = 'brand_id' and not b.attisdropped
                        join pg_attribute k on k.attrelid = c.oid and not k.attisdropped and k.atttypid = 'text'::regtype
                        left join pg_index i on i.indrelid = c.oid and i.indisprimary
                        where c.relkind = 'r' and c.relrowsecurity and c.relnamespace = current_schema()::regnamespace
                          and (c.relname = :name and i.indkey::text = k.attnum::text and k.attname <> 'brand_id'
                            or k.attname = :name || '_id')
                        order by c.relname = :name desc, i.indkey::text = k.attnum::text desc, c.relname
                        limit 1
                        """)
                .param("name", name)
                .query((row, number) -> new Place(row.getString(1), row.getString(2)))
                .optional();
    }
}
