package org.parvis.listening.story;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The traces as one processor keeps them; nobody else writes them, but for the erasure of a person. */
@Component
class TraceRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    TraceRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of which message it is asked what may tell the same. */
    record Question(String brandId, long[] keys, Instant saidAt) {}

    /** What is near any of some messages, of each as {@link Traces#near} says; every trace once. */
    List<Trace> near(List<Question> questions) {
        return jdbc.sql("""
                        select distinct on (near.mention_id) near.*
                          from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[]) asked (brand, keys, since, until)
                         cross join lateral (
                           select mention_id, of_brand, source_id, person_id, story_id, said_at, last_said_at, words, whole, opening,
                             page, links from story_trace
                            where keys && asked.keys::bigint[] and of_brand = asked.brand and last_said_at >= asked.since
                              and said_at <= asked.until order by last_said_at desc, mention_id limit ?) near
                        """)
                .params(
                        texts(questions, Question::brandId),
                        texts(questions, question -> array(Arrays.stream(question.keys()))),
                        times(questions, question -> question.saidAt().minus(Recogniser.WINDOW)),
                        times(questions, question -> question.saidAt().plus(Recogniser.WINDOW)),
                        Traces.MOST)
                .query((row, n) -> trace(row))
                .list();
    }

    void keep(List<Trace> traces) {
        var now = clock.instant();
        jdbc.sql("""
                        insert into story_trace (mention_id, of_brand, source_id, person_id, story_id, said_at, last_said_at, words,
                          whole, opening, page, links, keys, kept_at)
                        select mention_id, of_brand, source_id, person_id, story_id, said_at, last_said_at, words,
                          whole, opening, page, links::bigint[], keys::bigint[], ?
                          from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int[],
                            ?::bytea[], ?::bytea[], ?::bigint[], ?::text[], ?::text[])
                          kept (mention_id, of_brand, source_id, person_id, story_id, said_at, last_said_at, words,
                            whole, opening, page, links, keys)
                        on conflict (mention_id) do update set words = excluded.words, whole = excluded.whole,
                          opening = excluded.opening, page = excluded.page, links = excluded.links, keys = excluded.keys
                        """)
                .params(
                        now.atOffset(ZoneOffset.UTC),
                        texts(traces, Trace::mentionId),
                        texts(traces, Trace::brandId),
                        texts(traces, Trace::sourceId),
                        texts(traces, Trace::personId),
                        texts(traces, Trace::storyId),
                        times(traces, Trace::saidAt),
                        times(traces, Trace::lastSaidAt),
                        traces.stream().map(trace -> trace.wording().words()).toArray(Integer[]::new),
                        bytes(traces, Wording::whole),
                        bytes(traces, Wording::opening),
                        traces.stream().map(trace -> trace.wording().page()).toArray(Long[]::new),
                        texts(
                                traces,
                                trace -> array(trace.wording().links().stream().mapToLong(link -> link))),
                        texts(
                                traces,
                                trace -> array(Arrays.stream(trace.wording().keys(trace.brandId())))))
                .update();
    }

    /** Others said the same; when, the traces say by now. */
    void saidAgain(List<Trace> traces) {
        jdbc.sql("""
                        update story_trace t set last_said_at = greatest(t.last_said_at, again.at), kept_at = ?
                          from unnest(?::text[], ?::timestamptz[]) again (mention_id, at) where t.mention_id = again.mention_id
                        """)
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        texts(traces, Trace::mentionId),
                        times(traces, Trace::lastSaidAt))
                .update();
    }

    /** A person said that this message belongs elsewhere: so does what is like it. */
    void move(String mentionId, String storyId) {
        jdbc.sql("update story_trace set story_id = ? where mention_id = ?")
                .params(storyId, mentionId)
                .update();
    }

    /** What nobody repeated for so long is a new story when somebody does. */
    void dropOld() {
        jdbc.sql("delete from story_trace where kept_at < ?")
                .param(clock.instant().minus(Recogniser.WINDOW).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static <T> String[] texts(List<T> all, Function<T, String> column) {
        return all.stream().map(column).toArray(String[]::new);
    }

    private static <T> Timestamp[] times(List<T> all, Function<T, Instant> column) {
        return all.stream().map(column).map(Timestamp::from).toArray(Timestamp[]::new);
    }

    private static byte[] @Nullable [] bytes(List<Trace> traces, Function<Wording, @Nullable Fingerprint> column) {
        return traces.stream()
                .map(trace -> column.apply(trace.wording()))
                .map(fingerprint -> fingerprint == null ? null : fingerprint.bytes())
                .toArray(byte[][]::new);
    }

    /** As the database reads an array; one of arrays it would only take when all are as long. */
    private static String array(LongStream numbers) {
        return numbers.mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static Trace trace(ResultSet row) throws SQLException {
        var whole = row.getBytes("whole");
        var opening = row.getBytes("opening");
        long page = row.getLong("page");
        boolean hasPage = !row.wasNull();
        return new Trace(
                row.getString("mention_id"),
                row.getString("of_brand"),
                row.getString("source_id"),
                row.getString("person_id"),
                row.getString("story_id"),
                row.getTimestamp("said_at").toInstant(),
                row.getTimestamp("last_said_at").toInstant(),
                new Wording(
                        row.getInt("words"),
                        whole == null ? null : Fingerprint.ofBytes(whole),
                        opening == null ? null : Fingerprint.ofBytes(opening),
                        hasPage ? page : null,
                        List.of((Long[]) row.getArray("links").getArray())));
    }
}
