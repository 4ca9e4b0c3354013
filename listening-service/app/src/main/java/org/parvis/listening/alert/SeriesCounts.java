package org.parvis.listening.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.listening.classification.Classification;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts as the read model has them. Spam is no talk, and is not counted. */
@Component
class SeriesCounts {

    /** What counts as negative, as a condition on {@code alert_count}. */
    static final String NEGATIVE =
            "(alert_count.tone <= -" + Classification.NEUTRAL + " or alert_count.intent = 'CRISIS_SIGN')";

    private final JdbcClient jdbc;

    SeriesCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One bucket of a series in which something was said. */
    record Row(long bucket, long mentions, long negative) {}

    /** @param people by bucket, how many different ones wrote in the two hours that end with it */
    record Stretch(List<Row> rows, Map<Long, Long> people) {}

    /** A series in which something was said lately. */
    record Busy(SeriesKey key, long mentions) {}

    /** Series in which at least so many mentions came since a bucket: in others nothing can be unusual. */
    List<Busy> busy(long since, int atLeast) {
        return jdbc.sql("""
                        select brand_id, topic_id, count(*) as many from alert_count where bucket >= ? and intent <> 'SPAM'
                         group by brand_id, topic_id having count(*) >= ? order by brand_id, topic_id
                        """)
                .params(since, atLeast)
                .query((row, n) -> new Busy(new SeriesKey(row.getString(1), row.getString(2)), row.getLong(3)))
                .list();
    }

    /** The first bucket in which anything was said. */
    long first(SeriesKey key) {
        return jdbc.sql("select coalesce(min(bucket), 0) from alert_count where brand_id = ? and topic_id = ?")
                .params(key.brandId(), key.topic())
                .query(Long.class)
                .single();
    }

    /** A series from one bucket to another, both included. */
    Stretch stretch(SeriesKey key, long from, long to) {
        var rows = jdbc.sql("select bucket, count(*), count(*) filter (where " + NEGATIVE + ") from alert_count"
                        + " where brand_id = ? and topic_id = ? and bucket between ? and ? and intent <> 'SPAM'"
                        + " group by bucket order by bucket")
                .params(key.brandId(), key.topic(), from, to)
                .query((row, n) -> new Row(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
        return new Stretch(rows, people(key, from, to));
    }

    /** Everybody comes with their mention and goes two hours after their last one. */
    private Map<Long, Long> people(SeriesKey key, long from, long to) {
        var steps = jdbc.sql("""
                        with wrote as (
                          select bucket, lead(bucket) over (partition by person_id order by bucket) as next from (
                            select distinct person_id, bucket from alert_count
                             where brand_id = :brand and topic_id = :topic and bucket between :first and :to and intent <> 'SPAM') each)
                        select bucket, sum(step) from (
                          select bucket, 1 as step from wrote
                          union all
                          select least(bucket + :window, next), -1 from wrote) steps
                         group by bucket order by bucket
                        """)
                .param("brand", key.brandId())
                .param("topic", key.topic())
                .param("first", from - Buckets.WINDOW)
                .param("to", to)
                .param("window", Buckets.WINDOW)
                .query((row, n) -> new long[] {row.getLong(1), row.getLong(2)})
                .list();
        var people = new HashMap<Long, Long>();
        long present = 0;
        int next = 0;
        for (long bucket = from - Buckets.WINDOW; bucket <= to; bucket++) {
            for (; next < steps.size() && steps.get(next)[0] <= bucket; next++) {
                present += steps.get(next)[1];
            }
            if (bucket >= from) {
                people.put(bucket, present);
            }
        }
        return people;
    }

    /** The newest mentions of a series between two buckets, both included. */
    List<String> mentions(SeriesKey key, long from, long to, boolean onlyNegative, int limit) {
        return jdbc.sql(
                        "select mention_id from alert_count where brand_id = ? and topic_id = ? and bucket between ? and ?"
                                + " and intent <> 'SPAM' " + (onlyNegative ? "and " + NEGATIVE : "")
                                + " order by bucket desc, mention_id limit ?")
                .params(key.brandId(), key.topic(), from, to, limit)
                .query(String.class)
                .list();
    }
}
