package org.parvis.listening.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.listening.importing.LineProblem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files that were brought in, and what became of each of their lines. */
@Component
class Imports {

    /** Who reads a file says so this often; one that nobody reads any more was interrupted. */
    static final Duration GIVEN_UP = Duration.ofMinutes(1);

    private static final int KEPT = 20;

    private final JdbcClient jdbc;
    private final Clock clock;

    Imports(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What became of a line. */
    enum Outcome {
        ACCEPTED,
        DELETED,
        DUPLICATE,
        NO_TOPIC,
        OWN,
        NEVER_HERE,
        REFUSED
    }

    /** How far it is. */
    enum State {
        RUNNING,
        DONE,
        /** The process that read it is gone. */
        INTERRUPTED,
        /** Trouble of our own. */
        STOPPED
    }

    /**
     * One line.
     *
     * @param problem why it was refused
     * @param mention the mention it is
     */
    record Line(
            long line,
            Outcome outcome,
            @Nullable LineProblem problem,
            @Nullable String mention) {}

    /** One file. {@code separator} is empty for a file without cells; {@code ignored} names its headings that mean nothing here. */
    record Item(
            String id,
            String source,
            String brand,
            String fileName,
            long bytes,
            String encoding,
            String separator,
            String ignored,
            Instant startedAt,
            String startedBy,
            @Nullable Instant endedAt,
            State state,
            Map<Outcome, Long> counts) {

        @JsonProperty
        public long lines() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }

        public long count(String outcome) {
            return counts.getOrDefault(Outcome.valueOf(outcome), 0L);
        }
    }

    /** @return false when another file of this source is being read */
    boolean begin(Item item) {
        var now = utc(clock.instant());
        jdbc.sql(
                        "update source_import set ended_at = seen_at, trouble = 'INTERRUPTED' where source_id = ? and ended_at is null and seen_at < ?")
                .params(item.source(), utc(clock.instant().minus(GIVEN_UP)))
                .update();
        var begun = jdbc.sql("""
                        insert into source_import (import_id, source_id, brand_id, file_name, bytes, encoding, separator, ignored,
                          started_at, started_by, seen_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        item.id(),
                        item.source(),
                        item.brand(),
                        item.fileName(),
                        item.bytes(),
                        item.encoding(),
                        item.separator(),
                        item.ignored(),
                        utc(item.startedAt()),
                        item.startedBy(),
                        now)
                .update();
        jdbc.sql("""
                        delete from source_import where source_id = :source and import_id not in
                          (select import_id from source_import where source_id = :source order by started_at desc, import_id desc limit :kept)
                        """).param("source", item.source()).param("kept", KEPT).update();
        return begun == 1;
    }

    void keep(String importId, List<Line> lines) {
        jdbc.sql("""
                        insert into source_import_line (import_id, line, outcome, problem, mention_id)
                        select ?, l.* from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) l on conflict do nothing
                        """)
                .param(importId)
                .param(lines.stream().map(Line::line).toArray(Long[]::new))
                .param(lines.stream().map(line -> line.outcome().name()).toArray(String[]::new))
                .param(lines.stream()
                        .map(line ->
                                line.problem() == null ? null : line.problem().name())
                        .toArray(String[]::new))
                .param(lines.stream().map(Line::mention).toArray(String[]::new))
                .update();
        jdbc.sql("update source_import set seen_at = ? where import_id = ?")
                .params(utc(clock.instant()), importId)
                .update();
    }

    void end(String importId, boolean stopped) {
        jdbc.sql("update source_import set ended_at = ?, trouble = ? where import_id = ?")
                .param(utc(clock.instant()))
                .param(stopped ? State.STOPPED.name() : null)
                .param(importId)
                .update();
    }

    Optional<Item> find(String importId) {
        return jdbc.sql("select * from source_import where import_id = ?")
                .param(importId)
                .query((row, n) -> item(row))
                .optional();
    }

    /** The newest of these brands. */
    List<Item> newest(Brands brands) {
        return jdbc.sql("""
                        select * from source_import where :all or brand_id = any(:brands)
                         order by started_at desc, import_id desc limit 20
                        """)
                .param("all", brands.all())
                .param("brands", brands.array())
                .query((row, n) -> item(row))
                .list();
    }

    List<Item> of(String sourceId) {
        return jdbc.sql("select * from source_import where source_id = ? order by started_at desc, import_id desc")
                .param(sourceId)
                .query((row, n) -> item(row))
                .list();
    }

    /** All lines in their order, or those of one outcome only. */
    void lines(String importId, Consumer<Line> to) {
        jdbc.sql("select * from source_import_line where import_id = ? order by line")
                .param(importId)
                .query((ResultSet row) -> to.accept(line(row)));
    }

    /** The first lines that were not taken, for a page. */
    List<Line> refused(String importId, int most) {
        return jdbc.sql(
                        "select * from source_import_line where import_id = ? and outcome = 'REFUSED' order by line limit ?")
                .params(importId, most)
                .query((row, n) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        var problem = row.getString("problem");
        return new Line(
                row.getLong("line"),
                Outcome.valueOf(row.getString("outcome")),
                problem == null ? null : LineProblem.valueOf(problem),
                row.getString("mention_id"));
    }

    private Map<Outcome, Long> counts(String importId) {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        jdbc.sql("select outcome, count(*) as lines from source_import_line where import_id = ? group by outcome")
                .param(importId)
                .query(row -> {
                    counts.put(Outcome.valueOf(row.getString("outcome")), row.getLong("lines"));
                });
        return counts;
    }

    private Item item(ResultSet row) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        var trouble = row.getString("trouble");
        return new Item(
                row.getString("import_id"),
                row.getString("source_id"),
                row.getString("brand_id"),
                row.getString("file_name"),
                row.getLong("bytes"),
                row.getString("encoding"),
                row.getString("separator"),
                row.getString("ignored"),
                row.getTimestamp("started_at").toInstant(),
                row.getString("started_by"),
                ended == null ? null : ended.toInstant(),
                state(ended, trouble, row.getTimestamp("seen_at").toInstant()),
                counts(row.getString("import_id")));
    }

    private State state(@Nullable Timestamp ended, @Nullable String trouble, Instant seen) {
        if (trouble != null) {
            return State.valueOf(trouble);
        }
        if (ended != null) {
            return State.DONE;
        }
        return seen.isBefore(clock.instant().minus(GIVEN_UP)) ? State.INTERRUPTED : State.RUNNING;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
