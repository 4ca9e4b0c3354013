package org.parvis.listening.topic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.parvis.boot.BrandDirectory;
import org.parvis.listening.api.TopicMatch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps topics within what they may take in a day. What was decided of a message is remembered, so that it counts once however often it is
 * seen, after a restart and by whichever replica: all decide under the lock of the topic's day.
 */
@Component
public class Budgets {

    /** Sources show their last messages for a while; what was left out stays left out meanwhile. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final int AT_ONCE = 1_000;

    private final StandingQueries queries;
    private final BrandDirectory brands;
    private final JdbcClient jdbc;
    private final TransactionTemplate deciding;
    private final Clock clock;

    Budgets(
            StandingQueries queries,
            BrandDirectory brands,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.queries = queries;
        this.brands = brands;
        this.jdbc = jdbc;
        deciding = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Those of the topics a message matches that take it; what the others leave out is counted. */
    public List<TopicMatch> admit(String brandId, String mentionId, List<TopicMatch> matches) {
        var budgets = queries.budgets(brandId);
        if (matches.stream().noneMatch(match -> budgets.containsKey(match.topicId())) || isKnown(mentionId)) {
            return matches;
        }
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, brands.zone(brandId));
        return matches.stream()
                .filter(match -> {
                    var budget = budgets.get(match.topicId());
                    return budget == null
                            || Boolean.TRUE.equals(deciding.execute(
                                    status -> takes(match.topicId(), brandId, mentionId, today, budget, now)));
                })
                .toList();
    }

    private boolean isKnown(String mentionId) {
        return jdbc.sql("select 1 from mention where mention_id = ?")
                .param(mentionId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private boolean takes(String topicId, String brandId, String mentionId, LocalDate day, int budget, Instant now) {
        jdbc.sql("insert into topic_day (topic_id, day, brand_id) values (?, ?, ?) on conflict do nothing")
                .params(topicId, day, brandId)
                .update();
        jdbc.sql("select 1 from topic_day where topic_id = ? and day = ? for update")
                .params(topicId, day)
                .query(Integer.class)
                .single();
        var known = jdbc.sql("select taken from topic_admission where topic_id = ? and mention_id = ?")
                .params(topicId, mentionId)
                .query(Boolean.class)
                .optional();
        if (known.isPresent()) {
            return known.get();
        }
        var takes = jdbc.sql("update topic_day set taken = taken + 1 where topic_id = ? and day = ? and taken < ?")
                        .params(topicId, day, budget)
                        .update()
                == 1;
        if (!takes) {
            jdbc.sql("""
                            update topic_day set left_out = left_out + 1, budget = ?, left_out_since = coalesce(left_out_since, ?)
                             where topic_id = ? and day = ?
                            """)
                    .params(budget, now.atOffset(ZoneOffset.UTC), topicId, day)
                    .update();
        }
        jdbc.sql(
                        "insert into topic_admission (topic_id, mention_id, brand_id, taken, decided_at) values (?, ?, ?, ?, ?)")
                .params(topicId, mentionId, brandId, takes, now.atOffset(ZoneOffset.UTC))
                .update();
        return takes;
    }

    /**
     * A day on which a topic left something out that no ended throttle has told of.
     *
     * @param budget the one that was used up
     * @param end of the day
     */
    record Exhausted(
            String topicId,
            String brandId,
            LocalDate day,
            long taken,
            int budget,
            Instant since,
            long leftOut,
            Instant end) {}

    List<Exhausted> exhausted() {
        return jdbc.sql("select * from topic_day where left_out > 0 order by left_out_since limit " + AT_ONCE)
                .query((row, n) -> {
                    var day = row.getObject("day", LocalDate.class);
                    var brand = row.getString("brand_id");
                    return new Exhausted(
                            row.getString("topic_id"),
                            brand,
                            day,
                            row.getLong("taken"),
                            row.getInt("budget"),
                            row.getTimestamp("left_out_since").toInstant(),
                            row.getLong("left_out"),
                            day.plusDays(1).atStartOfDay(brands.zone(brand)).toInstant());
                })
                .list();
    }

    /** What was left out is on record. What was left out since then begins anew. */
    void told(Exhausted day) {
        jdbc.sql("""
                        update topic_day set left_out = left_out - :told,
                          left_out_since = case when left_out > :told then left_out_since end
                         where topic_id = :topic and day = :day
                        """)
                .param("told", day.leftOut())
                .param("topic", day.topicId())
                .param("day", day.day())
                .update();
    }

    void forget() {
        var before = clock.instant().minus(REMEMBERED);
        jdbc.sql("delete from topic_admission where decided_at < ?")
                .param(before.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from topic_day where day < ? and left_out = 0")
                .param(LocalDate.ofInstant(before, ZoneOffset.UTC))
                .update();
    }
}
