package org.parvis.boot;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * The second wall between brands, in PostgreSQL itself: a table with a {@code brand_id} shows and takes only rows of the brands that the
 * connection was lent for ({@link BrandWall}), so that a query that forgot to ask finds nothing. Rows that belong to no brand are
 * the business of {@link Access} alone, and so are tables that say the brand only through another table.
 */
final class RowSecurity {

    /** A PostgreSQL array of brand ids, or {@link #EVERYTHING}. */
    static final String SETTING = "parvis.brands";

    static final String EVERYTHING = "{*}";

    /** Who holds which right is asked across brands: grants on every brand are kept under a sign, not under a brand. */
    static final List<String> OPEN = List.of("member_grant", "member_directory_grant", "waiting_grant");

    private static final long LOCK = 5_787_214_283_317_305_173L;

    private RowSecurity() {}

    /** Repeatable; new tables of a service need nothing but their column. */
    static void install(DataSource dataSource) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Replicas may start at the same time.
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            statement.execute("""
                    do $$
                    declare t regclass;
                    begin
                      for t in
                        select c.oid from pg_class c
                        join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand_id' and not a.attisdropped
                        where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
                          and not (c.relrowsecurity and c.relforcerowsecurity) and c.relname not in ('%s')
                      loop
                        execute format('drop policy if exists of_brand on %%s', t);
                        execute format('create policy of_brand on %%s using (brand_id is null
                          or ''*'' = any ((select current_setting(''%s'', true))::text[])
                          or brand_id = any ((select current_setting(''%s'', true))::text[]))', t);
                        execute format('alter table %%s enable row level security, force row level security', t);
                      end loop;
                    end $$
                    """.formatted(String.join("', '", OPEN), SETTING, SETTING));
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("Row security cannot be set up", e);
        }
    }
}
