package org.parvis.boot.forget;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Processors;
import org.parvis.ledger.LedgerReader;
import org.parvis.privacy.Erased;
import org.parvis.privacy.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a service forget people whose key was destroyed, in two passes: at once, and again when no cache of a key can be left and every
 * processor has passed the erasure, because one of them may have read an entry just before. Then the tables are compacted, so that the old
 * rows are not left in the database's files, and the service reports.
 */
public final class Forgetting {

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int AT_ONCE = 200;
    private static final long REWRITTEN_AT_MOST = 256L << 20;
    private static final String LETTERS = "dead_letter_entry";

    /** Entries in dead letters are encrypted as in the ledger; what a handler said when it failed is not. */
    private static final Place DEAD_LETTERS = new Place(LETTERS, """
            update dead_letter_entry set causemessage = null, diagnostics = null
             where position(convert_to(:person, 'UTF8') in payload) > 0 and causemessage is distinct from :erased
               and (causemessage is not null or diagnostics is not null)
            """);

    private final JdbcClient jdbc;
    private final KeyRing keys;
    private final LedgerReader ledger;
    /** Asked late: the processors know the handlers, and one of these knows this class. */
    private final Supplier<Processors> processors;

    private final Clock clock;
    private final Duration settled;
    private final List<Place> places;

    Forgetting(
            JdbcClient jdbc,
            KeyRing keys,
            LedgerReader ledger,
            Supplier<Processors> processors,
            Clock clock,
            Duration settled,
            List<Place> places) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.ledger = ledger;
        this.processors = processors;
        this.clock = clock;
        this.settled = settled;
        this.places = new ArrayList<>(places);
        this.places.add(DEAD_LETTERS);
    }

    /** Learns that a person was erased, within the transaction of the event handler. */
    public void begin(String erasureId, String brandId, String personId) {
        keys.forget(personId);
        jdbc.sql("""
                insert into forgotten_person (person_id, erasure_id, brand_id, head, learned_at) values (?, ?, ?, ?, ?)
                on conflict (person_id) do nothing
                """)
                .params(
                        personId,
                        erasureId,
                        brandId,
                        ledger.head(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private record Row(
            String personId,
            String erasureId,
            String brandId,
            long head,
            Instant learnedAt,
            boolean seen,
            Map<String, Integer> rows) {}

    /**
     * One step for everybody whose erasure is under way here. Tables are compacted once for all who are done with it, and only then is anybody
     * reported.
     */
    void step(@Nullable ForgottenReport report) {
        var open = jdbc.sql(
                        "select * from forgotten_person where done_at is null order by learned_at, person_id limit ?")
                .param(AT_ONCE)
                .query(Forgetting::row)
                .list();
        var settling = new Settling();
        var forgotten = new ArrayList<Forgotten>();
        for (var row : open) {
            try {
                if (!row.seen()) {
                    pass(row, "first_pass_at");
                } else if (settling.isOver(row)) {
                    keys.forget(row.personId());
                    forgotten.add(new Forgotten(row.erasureId(), row.brandId(), row.personId(), pass(row, null)));
                }
            } catch (RuntimeException e) {
                notYet(row.personId(), e);
            }
        }
        compact(forgotten);
        forgotten.forEach(one -> finish(one, report));
    }

    /** Whether the second pass may come; most people of a step learned of it at the same position. */
    private final class Settling {

        private long passed = -1;
        private long notPassed = Long.MAX_VALUE;

        boolean isOver(Row row) {
            if (clock.instant().isBefore(row.learnedAt().plus(settled)) || row.head() >= notPassed) {
                return false;
            }
            if (row.head() <= passed) {
                return true;
            }
            if (processors.get().havePassed(row.head())) {
                passed = row.head();
                return true;
            }
            notPassed = row.head();
            return false;
        }
    }

    private void finish(Forgotten forgotten, @Nullable ForgottenReport report) {
        try {
            if (report != null) {
                report.forgotten(forgotten);
            }
            jdbc.sql("update forgotten_person set done_at = ? where person_id = ?")
                    .params(clock.instant().atOffset(ZoneOffset.UTC), forgotten.personId())
                    .update();
        } catch (RuntimeException e) {
            notYet(forgotten.personId(), e);
        }
    }

    private static void notYet(String personId, RuntimeException e) {
        LOG.warn("Person {} is not forgotten here yet; tried again with the next round", personId, e);
    }

    private Map<String, Integer> pass(Row row, @Nullable String column) {
        var rows = new HashMap<>(row.rows());
        for (var place : places) {
            var changed = jdbc.sql(place.sql())
                    .param("person", row.personId())
                    .param("erased", Erased.TEXT)
                    .update();
            if (changed > 0) {
                rows.merge(place.table(), changed, Integer::sum);
            }
        }
        jdbc.sql("update forgotten_person set rows = ?::jsonb" + (column == null ? "" : ", " + column + " = now()")
                        + " where person_id = ?")
                .params(JSON.writeValueAsString(rows), row.personId())
                .update();
        return rows;
    }

    /** A changed row leaves its old version in the file until the table is written anew. */
    private void compact(List<Forgotten> forgotten) {
        var tables = new TreeSet<String>();
        forgotten.forEach(one -> tables.addAll(one.rows().keySet()));
        for (var table : tables) {
            var size = jdbc.sql("select pg_total_relation_size(?::regclass)")
                    .param(table)
                    .query(Long.class)
                    .single();
            try {
                // A large table would stand still for long; there the space is freed and overwritten in the course of
                // time.
                jdbc.sql((size <= REWRITTEN_AT_MOST ? "vacuum (full, analyze) " : "vacuum (analyze) ") + table)
                        .update();
            } catch (RuntimeException e) {
                LOG.warn("Table {} could not be compacted after an erasure", table, e);
            }
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("person_id"),
                row.getString("erasure_id"),
                row.getString("brand_id"),
                row.getLong("head"),
                row.getTimestamp("learned_at").toInstant(),
                row.getTimestamp("first_pass_at") != null,
                JSON.readValue(row.getString("rows"), new TypeReference<Map<String, Integer>>() {}));
    }
}
