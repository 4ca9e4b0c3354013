package org.parvis.crm.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.HoldGround;
import org.parvis.crm.sql.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what brands settled about retention. */
@Component
public final class Retentions {

    private final JdbcClient jdbc;

    Retentions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What became of a proposal. */
    public enum State {
        OPEN,
        REPLACED,
        DECLINED,
        ADOPTED
    }

    /** A proposal and what became of it; {@code policyVersion} only of one that was adopted. */
    public record Proposal(
            int number,
            Months months,
            String proposedBy,
            Instant proposedAt,
            State state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Integer policyVersion) {}

    /** Nothing of the brand expires before {@code until}. */
    public record Hold(HoldGround ground, Instant until, String by, Instant at) {

        public boolean isOnAt(Instant now) {
            return now.isBefore(until);
        }
    }

    /** The number of what happened to it, 0 when nothing did. */
    long version(String brandId) {
        return jdbc.sql("select version from retention where brand_id = ?")
                .param(brandId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    public Optional<Hold> hold(String brandId) {
        return jdbc.sql("select * from retention where brand_id = ? and held_until is not null")
                .param(brandId)
                .query((row, number) -> new Hold(
                        HoldGround.valueOf(row.getString("held_because")),
                        Instants.get(row, "held_until"),
                        row.getString("held_by"),
                        Instants.get(row, "held_at")))
                .optional();
    }

    /** The policy in force. */
    public Optional<Proposal> inForce(String brandId) {
        return jdbc.sql("""
                        select * from retention_proposal where brand_id = ? and state = 'ADOPTED'
                         order by policy_version desc limit 1
                        """).param(brandId).query(Retentions::proposal).optional();
    }

    Optional<Proposal> open(String brandId) {
        return jdbc.sql("select * from retention_proposal where brand_id = ? and state = 'OPEN'")
                .param(brandId)
                .query(Retentions::proposal)
                .optional();
    }

    /** The newest first. */
    List<Proposal> history(String brandId, int most) {
        return jdbc.sql("select * from retention_proposal where brand_id = ? order by proposal desc limit ?")
                .params(brandId, most)
                .query(Retentions::proposal)
                .list();
    }

    private static Proposal proposal(ResultSet row, int number) throws SQLException {
        return new Proposal(
                row.getInt("proposal"),
                new Months(row.getInt("never_answered_months"), row.getInt("in_conversation_months")),
                row.getString("proposed_by"),
                Instants.get(row, "proposed_at"),
                State.valueOf(row.getString("state")),
                row.getString("decided_by"),
                Instants.find(row, "decided_at"),
                row.getObject("policy_version", Integer.class));
    }
}
