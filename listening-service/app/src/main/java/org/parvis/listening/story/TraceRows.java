package org.parvis.listening.story;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The traces as one processor keeps them; nobody else writes them, but for the erasure of a person. */
@Component
class TraceRows implements Traces {

    private final JdbcClient jdbc;
    private final Clock clock;

    TraceRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Trace> near(String brandId, long[] keys, Instant saidAt) {
        return jdbc.sql("""
                        select * from story_trace where keys && ? and of_brand = ? and last_said_at >= ? and said_at <= ?
                         order by last_said_at desc, mention_id limit ?
                        """)
                .params(
                        boxed(keys),
                        brandId,
                        saidAt.minus(Recogniser.WINDOW).atOffset(ZoneOffset.UTC),
                        saidAt.plus(Recogniser.WINDOW).atOffset(ZoneOffset.UTC),
                        MOST)
                .query((row, n) -> trace(row))
                .list();
    }

    @Override
    public void keep(Trace trace) {
        var wording = trace.wording();
        jdbc.sql("""
                        insert into story_trace (mention_id, of_brand, source_id, person_id, story_id, said_at, last_said_at, words,
                          whole, opening, page, links, keys, kept_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (mention_id) do update set words = excluded.words, whole = excluded.whole,
                          opening = excluded.opening, page = excluded.page, links = excluded.links, keys = excluded.keys
                        """)
                .params(Arrays.asList(
                        trace.mentionId(),
                        trace.brandId(),
                        trace.sourceId(),
                        trace.personId(),
                        trace.storyId(),
                        trace.saidAt().atOffset(ZoneOffset.UTC),
                        trace.lastSaidAt().atOffset(ZoneOffset.UTC),
                        wording.words(),
                        wording.whole() == null ? null : wording.whole().bytes(),
                        wording.opening() == null ? null : wording.opening().bytes(),
                        wording.page(),
                        wording.links().toArray(Long[]::new),
                        boxed(wording.keys(trace.brandId())),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
    }

    @Override
    public void saidAgain(List<Trace> traces, Instant saidAt) {
        jdbc.sql(
                        "update story_trace set last_said_at = greatest(last_said_at, ?), kept_at = ? where mention_id = any(?)")
                .params(
                        saidAt.atOffset(ZoneOffset.UTC),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        traces.stream().map(Trace::mentionId).toArray(String[]::new))
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

    private static Long[] boxed(long[] keys) {
        return Arrays.stream(keys).boxed().toArray(Long[]::new);
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
