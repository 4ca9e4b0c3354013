package org.parvis.listening.gap;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When we know that we do not know: a figure over such a time is a floor, and whoever shows it says so. */
@Component
public class KnownGaps {

    private final JdbcClient jdbc;

    KnownGaps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A stretch in which a source of the brand was silent; {@code to} is null while it still is. */
    public record Gap(String source, Instant from, @Nullable Instant to) {}

    /** Those that have a part between two moments, the oldest first. */
    public List<Gap> of(String brandId, Instant from, Instant to) {
        return jdbc.sql("""
                        select s.name, g.gap_from, g.gap_to from source_gap g join source s using (source_id)
                         where g.brand_id = :brand and g.gap_from < :to and g.gap_to > :from
                        union all
                        select name, failing_since, null from source
                         where brand_id = :brand and failing_since < :to and not paused
                        order by 2 limit 1000
                        """)
                .param("brand", brandId)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, n) -> {
                    var end = row.getTimestamp(3);
                    return new Gap(
                            row.getString(1), row.getTimestamp(2).toInstant(), end == null ? null : end.toInstant());
                })
                .list();
    }
}
