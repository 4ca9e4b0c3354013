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

    /** In place of a topic: whatever is said about a brand. */
    public static final String WHOLE_BRAND = "";

    private final JdbcClient jdbc;

    KnownGaps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Why something is missing. */
    public enum Cause {
        /** A source was silent. */
        SOURCE,
        /** A topic had used up its budget of the day. */
        BUDGET
    }

    /**
     * A stretch in which something is missing.
     *
     * @param name of the source, or of the topic
     * @param to null while it lasts
     * @param leftOut so many messages; null when nobody knows
     */
    public record Gap(
            Cause cause,
            String name,
            Instant from,
            @Nullable Instant to,
            @Nullable Long leftOut) {}

    /**
     * Those that have a part between two moments, the oldest first.
     *
     * @param topicId {@link #WHOLE_BRAND} for those of all its topics
     */
    public List<Gap> of(String brandId, String topicId, Instant from, Instant to) {
        return jdbc.sql("""
                        select 'SOURCE', s.name, g.gap_from, g.gap_to, null::bigint from source_gap g join source s using (source_id)
                         where g.brand_id = :brand and g.gap_from < :to and g.gap_to > :from
                        union all
                        select 'SOURCE', name, failing_since, null, null from source
                         where brand_id = :brand and failing_since < :to and not paused
                        union all
                        select 'BUDGET', t.name, h.throttled_from, h.throttled_to,
                            case when h.throttled_to is not null then h.left_out
                              else (select sum(d.left_out)::bigint from topic_day d where d.topic_id = h.topic_id) end
                          from topic_throttle h join topic t using (topic_id)
                         where h.brand_id = :brand and (:topic = '' or h.topic_id = :topic)
                           and h.throttled_from < :to and coalesce(h.throttled_to, 'infinity') > :from
                        order by 3 limit 1000
                        """)
                .param("brand", brandId)
                .param("topic", topicId)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, n) -> {
                    var end = row.getTimestamp(4);
                    return new Gap(
                            Cause.valueOf(row.getString(1)),
                            row.getString(2),
                            row.getTimestamp(3).toInstant(),
                            end == null ? null : end.toInstant(),
                            row.getObject(5, Long.class));
                })
                .list();
    }
}
