package org.parvis.listening.topic;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.boot.Weight;
import org.parvis.listening.api.TopicSample;
import org.parvis.listening.judgement.Agreement;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each topic asked for, and since when. */
@Component
public class TopicVersions {

    private static final int MOST = 100;

    /** A topic that is renamed, or judged again, finds what it found before. */
    private static final String ALL = """
            select *, (query, languages, archived) is distinct from
                (lag(query) over w, lag(languages) over w, lag(archived) over w) as breaks
              from topic_version where topic_id = :topic window w as (order by version)
            """;

    private final JdbcClient jdbc;

    TopicVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One version.
     *
     * @param archived it collects nothing from then on
     * @param breaks it asks for something else than the one before: figures on its two sides do not compare
     * @param sample null when nobody judged what it finds
     * @param dailyBudget null when it takes all
     */
    public record Item(
            long version,
            String name,
            String subject,
            String query,
            List<String> languages,
            boolean archived,
            boolean breaks,
            @Nullable TopicSample sample,
            @Nullable Integer dailyBudget,
            Instant changedAt,
            String changedBy) {

        /** Null when nobody judged what it finds. */
        public @Nullable Agreement precision() {
            return sample == null ? null : new Agreement(sample.right(), sample.judged());
        }
    }

    /** The newest first, at most a hundred, and fewer where their queries are long. */
    List<Item> of(String topicId) {
        return jdbc.sql(weighed(ALL, "version desc"))
                .param("topic", topicId)
                .query((row, n) -> item(row))
                .list();
    }

    /** How much of what topics find now was right, by topic; without those that nobody judged. */
    Map<String, Agreement> precisions(Brands brands) {
        return jdbc
                .sql("""
                        select * from (select distinct on (topic_id) topic_id, sample_right, sample_judged
                          from topic_version where :all or brand_id = any(:brands) order by topic_id, version desc) v
                         where sample_judged is not null
                        """)
                .param("all", brands.all())
                .param("brands", brands.array())
                .query((row, n) -> Map.entry(
                        row.getString("topic_id"),
                        new Agreement(row.getInt("sample_right"), row.getInt("sample_judged"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Those from which on a topic asked for something else, the oldest first. */
    public List<Item> breaks(String topicId, Instant from, Instant to) {
        var within = "select * from (" + ALL + ") v where breaks and changed_at >= :from and changed_at < :to";
        return jdbc.sql(weighed(within, "version"))
                .param("topic", topicId)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, n) -> item(row))
                .list();
    }

    private static String weighed(String versions, String order) {
        return Weight.ended("select * from (" + versions + ") v order by " + order + " limit " + MOST, order, "query");
    }

    private static Item item(ResultSet row) throws SQLException {
        int judged = row.getInt("sample_judged");
        var sample = row.wasNull()
                ? null
                : new TopicSample(
                        row.getLong("sample_looked"), row.getLong("sample_found"), row.getInt("sample_right"), judged);
        return new Item(
                row.getLong("version"),
                row.getString("name"),
                row.getString("subject"),
                row.getString("query"),
                List.of((String[]) row.getArray("languages").getArray()),
                row.getBoolean("archived"),
                row.getBoolean("breaks"),
                sample,
                row.getObject("daily_budget", Integer.class),
                row.getTimestamp("changed_at").toInstant(),
                row.getString("changed_by"));
    }
}
