package org.parvis.moderation.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Listing;
import org.parvis.boot.MomentAndId;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.boot.Weight;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads matters and their calls. */
@Component
public class Escalations {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Escalations(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public Optional<EscalationRow> find(String escalationId) {
        return jdbc.sql("select * from escalation where escalation_id = ?")
                .param(escalationId)
                .query(this::read)
                .optional();
    }

    /** Matters not closed yet: those nobody has come first, then the latest. */
    public List<EscalationRow> open(Scope scope, String brandId, int limit) {
        return scope.bind(jdbc.sql("""
                        select * from escalation where %s and (:brand = '' or brand_id = :brand) and closed_at is null
                        order by (holder is not null), raised_at desc, escalation_id limit :limit
                        """.formatted(Scope.BRAND)))
                .param("brand", brandId)
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    /** All matters, the latest first. */
    Listing<EscalationRow> all(Scope scope, String brandId, @Nullable Boolean closed, PageRequest page) {
        var after = MomentAndId.of(page.after(), MomentAndId.END);
        var query = scope.bind(jdbc.sql(Weight.ended(
                        """
                        select * from escalation where %s and (:brand = '' or brand_id = :brand)
                          and (:any or (closed_at is not null) = :closed) and (raised_at, escalation_id) < (:at, :id)
                        order by raised_at desc, escalation_id desc limit :limit
                        """.formatted(Scope.BRAND),
                        "raised_at desc, escalation_id desc",
                        "reason",
                        "levels",
                        "outcome")))
                .param("brand", brandId)
                .param("any", closed == null)
                .param("closed", Boolean.TRUE.equals(closed))
                .param("at", Timestamp.from(after.at()))
                .param("id", after.id())
                .param("limit", page.limit() + 1);
        return Weight.page(
                query, this::read, page.limit(), row -> new MomentAndId(row.raisedAt(), row.escalationId()).key());
    }

    /** How many matters nobody has yet. */
    public long calling(Scope scope) {
        return scope.bind(jdbc.sql("select count(*) from escalation where " + Scope.BRAND
                        + " and closed_at is null and holder is null"))
                .query(Long.class)
                .single();
    }

    /** What a member is called for and nobody has yet, the latest call first. */
    List<RingingCall> ringing(Scope scope, String memberId, int limit) {
        return scope.bind(jdbc.sql("""
                        select escalation_id, min(reason) as reason, count(*) as calls
                        from escalation join escalation_call using (escalation_id)
                        where %s and closed_at is null and holder is null and :member = any(members)
                        group by escalation_id order by max(called_at) desc, escalation_id limit :limit
                        """.formatted(Scope.BRAND)))
                .param("member", memberId)
                .param("limit", limit)
                .query((row, number) -> new RingingCall(row.getString(1), row.getString(2), row.getInt(3)))
                .list();
    }

    /** The calls of a matter, in order. */
    public List<Call> calls(String escalationId) {
        return jdbc.sql("""
                        select step, round, level, members, called_at from escalation_call
                        where escalation_id = ? order by step limit 500
                        """)
                .param(escalationId)
                .query((row, number) -> new Call(
                        row.getInt(1),
                        row.getInt(2),
                        row.getInt(3),
                        List.of((String[]) row.getArray(4).getArray()),
                        row.getTimestamp(5).toInstant()))
                .list();
    }

    private EscalationRow read(ResultSet row, int number) throws SQLException {
        return new EscalationRow(
                row.getString("escalation_id"),
                row.getString("brand_id"),
                row.getString("subject"),
                row.getString("reason"),
                row.getString("rota_id"),
                Arrays.stream(json.readValue(row.getString("levels"), String[][].class))
                        .map(List::of)
                        .toList(),
                Duration.ofSeconds(row.getLong("per_level_seconds")),
                row.getInt("rounds"),
                row.getString("raised_by"),
                row.getTimestamp("raised_at").toInstant(),
                row.getInt("step"),
                instant(row.getTimestamp("acknowledge_before")),
                row.getString("holder"),
                instant(row.getTimestamp("acknowledged_at")),
                row.getObject("acknowledged_level", Integer.class),
                row.getString("outcome"),
                row.getString("closed_by"),
                instant(row.getTimestamp("closed_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
