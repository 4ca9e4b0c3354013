package org.parvis.boot;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Ends a page where what people wrote in its rows weighs too much together. A number of rows says nothing of that, and what an answer takes
 * in memory should not follow from what people may write.
 */
public final class Weight {

    /** Bytes after which no further row comes. */
    public static final int MOST = 1_000_000;

    private Weight() {}

    /**
     * The rows of a query up to the one that reaches beyond {@link #MOST}, so the first is always there. Each says as {@code followed}
     * whether there was another one after it.
     *
     * @param rows a query that has an end of its own, by {@code limit}
     * @param order what it is ordered by, in names of its columns; no two rows alike
     * @param columns those that are heavy, texts or JSON
     */
    public static String ended(String rows, String order, String... columns) {
        var weight = Arrays.stream(columns)
                .map(column -> "coalesce(octet_length(" + column + "::text), 0)")
                .collect(Collectors.joining(" + "));
        return """
                select * from (
                  select w.*, lead(true, 1, false) over o as followed,
                         coalesce(sum(%s) over (o rows between unbounded preceding and 1 preceding), 0) as weight_before
                    from (%s) w window o as (order by %s)) w
                 where weight_before < %d order by %s
                """.formatted(weight, rows, order, MOST, order);
    }

    /**
     * The page that a query made by {@link #ended} answers; its end is told from that of the list.
     *
     * @param query limited to one row more than the page has
     * @param key what the next page begins after
     */
    public static <T> Listing<T> page(StatementSpec query, RowMapper<T> mapper, int limit, Function<T, String> key) {
        record Row<T>(T item, boolean followed) {}
        List<Row<T>> rows = query.query(
                        (row, number) -> new Row<>(mapper.mapRow(row, number), row.getBoolean("followed")))
                .list();
        var items = rows.stream().limit(limit).map(Row::item).toList();
        var more = rows.size() > limit || (!rows.isEmpty() && rows.getLast().followed());
        return new Listing<>(items, more ? Cursor.encode(key.apply(items.getLast())) : null);
    }
}
