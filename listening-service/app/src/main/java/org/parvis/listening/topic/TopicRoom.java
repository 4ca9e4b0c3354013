package org.parvis.listening.topic;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.WithoutWall;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How much the matchers hold has an end. Room is asked for and taken in one step, before a query is in force: what several people save
 * at once, on whichever replica, counts together.
 */
@Component
class TopicRoom {

    /** Of one brand that collect, and signs of their queries together. */
    private static final int MOST_TOPICS = 500;

    private static final int MOST_SIGNS = 1_000_000;

    /** Of all queries of a brand, and of a house: the matchers take some 800 bytes for each, and are made anew in a second. */
    private static final int MOST_WORDS = 20_000;

    private static final int MOST_WORDS_OF_THE_HOUSE = 100_000;

    /** Room that was taken by something that never came into force is there again then. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final long ONE_BY_ONE = 5_787_214_283_317_305_181L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TopicRoom(JdbcClient jdbc, PlatformTransactionManager manager, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(manager);
        this.clock = clock;
    }

    /**
     * Does something while there is room for the topic that it brings.
     *
     * @param act tells whether the read model has the topic as it is then; where it does not, or nobody knows, the room stays taken
     *     for a minute
     * @throws InvalidInput when there is no room; what becomes less always finds it
     */
    void during(DefineTopic command, BooleanSupplier act) {
        var taken = take(command);
        if (act.getAsBoolean()) {
            giveBack(taken);
        }
    }

    private UUID take(DefineTopic command) {
        var signs = command.query().length();
        var words = TopicQuery.parse(command.query()).words();
        // The end of the house is of all brands, whichever the asker sees.
        return WithoutWall.ask(() -> transactions.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(?)")
                    .param(ONE_BY_ONE)
                    .query((row, n) -> n)
                    .single();
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            jdbc.sql("delete from topic_room where until <= ?").param(now).update();
            require(load(command), signs, words);
            var id = UUID.randomUUID();
            jdbc.sql("insert into topic_room (id, topic_id, brand_id, signs, words, until) values (?, ?, ?, ?, ?, ?)")
                    .params(id, command.topicId(), command.brandId(), signs, words, now.plus(LONGEST))
                    .update();
            return id;
        }));
    }

    private static void require(Load load, long signs, long words) {
        if (load.signsBefore() == 0 && load.topics() >= MOST_TOPICS) {
            throw new InvalidInput("query", "too-many-topics", MOST_TOPICS);
        }
        if (signs > load.signsBefore() && load.signs() + signs > MOST_SIGNS) {
            throw new InvalidInput("query", "too-long-with-others", MOST_SIGNS);
        }
        if (words <= load.wordsBefore()) {
            return;
        }
        if (load.words() + words > MOST_WORDS) {
            throw new InvalidInput("query", "too-many-words-with-others", MOST_WORDS);
        }
        if (load.wordsOfHouse() + words > MOST_WORDS_OF_THE_HOUSE) {
            throw new InvalidInput("query", "too-many-words-of-the-house", MOST_WORDS_OF_THE_HOUSE);
        }
    }

    private void giveBack(UUID taken) {
        WithoutWall.ask(() ->
                jdbc.sql("delete from topic_room where id = ?").param(taken).update());
    }

    /**
     * What all other topics that collect take, or are about to take.
     *
     * @param signs of the brand's, as are topics and words
     * @param signsBefore what is there of this one, as are the words; nothing when it is new, or archived and would come back
     */
    private record Load(long topics, long signs, long words, long wordsOfHouse, long signsBefore, long wordsBefore) {}

    private Load load(DefineTopic command) {
        return jdbc.sql("""
                        with held as (select topic_id, brand_id, length(query) signs, words from topic where not archived),
                        others as (
                          select topic_id, brand_id, max(signs) signs, max(words) words
                            from (select * from held union all select topic_id, brand_id, signs, words from topic_room) taken
                           where topic_id <> :topic group by topic_id, brand_id)
                        select count(*) filter (where brand_id = :brand),
                               coalesce(sum(signs) filter (where brand_id = :brand), 0),
                               coalesce(sum(words) filter (where brand_id = :brand), 0),
                               coalesce(sum(words), 0),
                               coalesce((select signs from held where topic_id = :topic), 0),
                               coalesce((select words from held where topic_id = :topic), 0)
                          from others
                        """)
                .param("topic", command.topicId())
                .param("brand", command.brandId())
                .query((row, n) -> new Load(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)))
                .single();
    }
}
