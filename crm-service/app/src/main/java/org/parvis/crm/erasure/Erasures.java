package org.parvis.crm.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.crm.api.ErasureGround;
import org.parvis.crm.api.HoldGround;
import org.parvis.crm.api.SparedBecause;
import org.parvis.crm.retention.CutOff;
import org.parvis.crm.sql.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads erasures. */
@Component
public final class Erasures {

    private static final int MOST = 200;

    private final JdbcClient jdbc;

    Erasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How far an erasure has come. */
    public enum State {
        REQUESTED,
        DEFERRED,
        APPROVED,
        DECLINED,
        ERASED,
        FINISHED
    }

    /** The policy by which people's time is over. */
    public record Expiry(int policyVersion, CutOff cutOff) {}

    /** Somebody who was not forgotten after all. */
    public record Spared(String personId, SparedBecause because) {}

    /** One erasure as it stands. */
    public record Row(
            String id,
            String brandId,
            List<String> personIds,
            ErasureGround ground,
            State state,
            String requestedBy,
            Instant requestedAt,
            Instant dueAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable HoldGround holdGround,
            @Nullable Instant deferredUntil,
            @Nullable Instant erasedAt,
            @Nullable Instant finishedAt,
            @Nullable Expiry expiry) {

        public boolean isOpen() {
            return state == State.REQUESTED || state == State.DEFERRED;
        }
    }

    /** Rows forgotten in one table of one service. */
    public record Place(String service, String table, int rows) {}

    /** What waits first, by when it is due; then what is done, the newest first. */
    public List<Row> list(Brands visible) {
        return jdbc.sql("""
                        select * from erasure where (:all or brand_id = any(:brands))
                         order by state in ('DECLINED', 'FINISHED'),
                           case when state in ('DECLINED', 'FINISHED') then null else due_at end,
                           coalesce(finished_at, decided_at) desc nulls last, erasure_id limit :most
                        """)
                .param("all", visible.all())
                .param("brands", visible.array())
                .param("most", MOST)
                .query(Erasures::row)
                .list();
    }

    public Optional<Row> find(String erasureId) {
        return jdbc.sql("select * from erasure where erasure_id = ?")
                .param(erasureId)
                .query(Erasures::row)
                .optional();
    }

    /** The newest one that concerns this person and was not declined. */
    public Optional<Row> of(String personId) {
        return jdbc.sql("""
                        select * from erasure e where person_ids @> array[:person]::text[] and state <> 'DECLINED'
                           and not exists (select 1 from erasure_spared s where s.erasure_id = e.erasure_id and s.person_id = :person)
                         order by requested_at desc limit 1
                        """).param("person", personId).query(Erasures::row).optional();
    }

    List<Row> approved() {
        return jdbc.sql("select * from erasure where state = 'APPROVED' order by decided_at limit ?")
                .param(MOST)
                .query(Erasures::row)
                .list();
    }

    /** When the database's own leftovers were cleared. */
    Optional<Instant> clearedAt(String erasureId) {
        return jdbc.sql("select cleared_at from erasure_leftover where erasure_id = ? and cleared_at is not null")
                .param(erasureId)
                .query((row, number) -> Instants.get(row, "cleared_at"))
                .optional();
    }

    public List<Place> places(String erasureId) {
        return jdbc.sql("""
                        select service, place, sum(rows) as rows from erasure_place where erasure_id = ?
                         group by service, place order by service, place
                        """)
                .param(erasureId)
                .query((row, number) -> new Place(row.getString(1), row.getString(2), row.getInt(3)))
                .list();
    }

    List<Spared> spared(String erasureId) {
        return jdbc.sql("select person_id, because from erasure_spared where erasure_id = ? order by person_id")
                .param(erasureId)
                .query((row, number) -> new Spared(row.getString(1), SparedBecause.valueOf(row.getString(2))))
                .list();
    }

    private static @Nullable Expiry expiry(ResultSet row) throws SQLException {
        var policy = row.getObject("policy_version", Integer.class);
        return policy == null
                ? null
                : new Expiry(
                        policy,
                        new CutOff(
                                Instants.get(row, "never_answered_before"),
                                Instants.get(row, "in_conversation_before")));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var held = row.getString("deferred_because");
        var declined = row.getString("declined_because");
        var because = declined == null ? held : declined;
        return new Row(
                row.getString("erasure_id"),
                row.getString("brand_id"),
                List.of((String[]) row.getArray("person_ids").getArray()),
                ErasureGround.valueOf(row.getString("ground")),
                State.valueOf(row.getString("state")),
                row.getString("requested_by"),
                Instants.get(row, "requested_at"),
                Instants.get(row, "due_at"),
                row.getString("decided_by"),
                Instants.find(row, "decided_at"),
                because == null ? null : HoldGround.valueOf(because),
                Instants.find(row, "deferred_until"),
                Instants.find(row, "erased_at"),
                Instants.find(row, "finished_at"),
                expiry(row));
    }
}
