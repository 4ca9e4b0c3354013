package org.parvis.listening.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Weight;
import org.parvis.privacy.Erased;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What makes the excess of an alert: its words, the people who wrote, what they said. Read when a page is shown and kept nowhere, so that
 * whoever is erased is gone from here too.
 */
@Component
class Excess {

    private static final int MOST_NOW = 500;
    private static final int MOST_BEFORE = 1_000;
    private static final int TERMS = 6;
    private static final int AUTHORS = 5;
    private static final int SAID = 4;

    private final JdbcClient jdbc;

    Excess(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param first when they first wrote in the window */
    record Author(String personId, String name, String network, long mentions, Instant first) {}

    record Said(
            String mentionId,
            String text,
            @Nullable String language,
            String author,
            String network,
            Instant at,
            double tone) {}

    record Parts(List<ExcessWords.Term> terms, List<Author> authors, long people, List<Said> said, double negative) {}

    Parts of(SeriesKey key, Incidents.Alert alert) {
        long to = Buckets.of(alert.to().minusSeconds(1));
        long from = to - Buckets.WINDOW;
        var now = texts(key, from + 1, to, MOST_NOW);
        var before = texts(key, from - Buckets.PER_WEEK, from, MOST_BEFORE);
        var window = """
                  from alert_count join mention m using (mention_id)
                 where alert_count.brand_id = :brand and alert_count.topic_id = :topic and alert_count.bucket between :from and :to and alert_count.intent <> 'SPAM'
                """;
        var authors = jdbc.sql(
                        "select m.person_id, min(m.author_name) as name, min(m.network) as network, count(*) as many,"
                                + " min(m.published_at) as first " + window
                                + " group by m.person_id order by many desc, first limit " + AUTHORS)
                .param("brand", key.brandId())
                .param("topic", key.topic())
                .param("from", from + 1)
                .param("to", to)
                .query((row, n) -> new Author(
                        row.getString("person_id"),
                        row.getString("name"),
                        row.getString("network"),
                        row.getLong("many"),
                        row.getTimestamp("first").toInstant()))
                .list();
        var said = jdbc.sql("select m.* " + window + " and m.text <> :erased and not m.deleted"
                        + " order by m.tone, m.published_at desc limit " + SAID)
                .param("brand", key.brandId())
                .param("topic", key.topic())
                .param("from", from + 1)
                .param("to", to)
                .param("erased", Erased.TEXT)
                .query((row, n) -> new Said(
                        row.getString("mention_id"),
                        row.getString("text"),
                        row.getString("language"),
                        row.getString("author_name"),
                        row.getString("network"),
                        row.getTimestamp("published_at").toInstant(),
                        row.getDouble("tone")))
                .list();
        var sums = jdbc.sql("select count(distinct alert_count.person_id) as people, count(*) as many,"
                        + " count(*) filter (where " + SeriesCounts.NEGATIVE + ") as negative " + window)
                .param("brand", key.brandId())
                .param("topic", key.topic())
                .param("from", from + 1)
                .param("to", to)
                .query((row, n) -> new Sums(
                        row.getLong("people"),
                        row.getLong("many") == 0 ? 0 : row.getLong("negative") / (double) row.getLong("many")))
                .single();
        return new Parts(ExcessWords.of(now, before, TERMS), authors, sums.people(), said, sums.negative());
    }

    private record Sums(long people, double negative) {}

    private List<String> texts(SeriesKey key, long from, long to, int most) {
        return jdbc.sql(Weight.ended("""
                        select left(coalesce(m.title || ' ', '') || m.text, 2000) as text, alert_count.bucket, alert_count.mention_id
                          from alert_count join mention m using (mention_id)
                         where alert_count.brand_id = ? and alert_count.topic_id = ? and alert_count.bucket between ? and ? and m.text <> ? and not m.deleted
                           and alert_count.intent <> 'SPAM'
                         order by alert_count.bucket desc, alert_count.mention_id limit ?
                        """, "bucket desc, mention_id", "text"))
                .params(key.brandId(), key.topic(), from, to, Erased.TEXT, most)
                .query((row, n) -> row.getString("text"))
                .list();
    }
}
