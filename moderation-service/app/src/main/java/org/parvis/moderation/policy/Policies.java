package org.parvis.moderation.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Weight;
import org.parvis.moderation.api.PolicyRule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads policies and how they came to be. */
@Component
public class Policies {

    /**
     * A policy that was adopted, by whom and when; nobody and never for the one every brand begins with.
     *
     * @param proposedBy null for that one, and for those from when one member set the rules alone
     */
    public record Version(
            int version,
            List<PolicyRule> rules,
            @Nullable String proposedBy,
            @Nullable String adoptedBy,
            @Nullable Instant adoptedAt) {

        public Version {
            rules = List.copyOf(rules);
        }

        public ApprovalPolicy policy() {
            return new ApprovalPolicy(version, rules);
        }
    }

    /** What became of a proposal. */
    enum State {
        OPEN,
        REPLACED,
        DECLINED,
        ADOPTED
    }

    /** A proposal and what became of it; {@code reason} only of one that was declined, {@code policyVersion} only of one adopted. */
    record Proposal(
            int number,
            List<PolicyRule> rules,
            String proposedBy,
            Instant proposedAt,
            State state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String reason,
            @Nullable Integer policyVersion) {

        Proposal {
            rules = List.copyOf(rules);
        }
    }

    static final Version FIRST =
            new Version(ApprovalPolicy.FIRST.version(), ApprovalPolicy.FIRST.rules(), null, null, null);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Policies(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The policy in force. */
    public Version of(String brandId) {
        var versions = versions(brandId, 1);
        return versions.isEmpty() ? FIRST : versions.getFirst();
    }

    /** A policy as it stood, for a decision made under it. */
    public Version of(String brandId, int version) {
        return jdbc.sql("select * from policy_version where brand_id = ? and version = ?")
                .params(brandId, version)
                .query(this::version)
                .optional()
                .orElse(FIRST);
    }

    /** Newest first; the earliest are left out where there are many. */
    List<Version> versions(String brandId, int most) {
        return jdbc.sql(Weight.ended(
                        "select * from policy_version where brand_id = ? order by version desc limit ?",
                        "version desc",
                        "rules"))
                .params(brandId, most)
                .query(this::version)
                .list();
    }

    /** How often something happened to the policy of a brand: what somebody who changes something says they saw. */
    long changes(String brandId) {
        return jdbc.sql("select changes from policy where brand_id = ?")
                .param(brandId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    Optional<Proposal> open(String brandId) {
        return jdbc.sql("select * from policy_proposal where brand_id = ? and state = 'OPEN'")
                .param(brandId)
                .query(this::proposal)
                .optional();
    }

    /** The one before, when it was still open and this one took its place. */
    Optional<Proposal> replacedBy(String brandId, Proposal proposal) {
        return jdbc.sql("select * from policy_proposal where brand_id = ? and proposal = ? and state = 'REPLACED'")
                .params(brandId, proposal.number() - 1)
                .query(this::proposal)
                .optional();
    }

    /** The newest first, without their rules: a list of them shows none. */
    List<Proposal> proposals(String brandId, int most) {
        return jdbc.sql("""
                        select proposal, '[]' as rules, proposed_by, proposed_at, state, decided_by, decided_at, decline_reason,
                               policy_version
                          from policy_proposal where brand_id = ? order by proposal desc limit ?
                        """).params(brandId, most).query(this::proposal).list();
    }

    private Version version(ResultSet row, int number) throws SQLException {
        return new Version(
                row.getInt("version"),
                rules(row),
                row.getString("proposed_by"),
                row.getString("adopted_by"),
                row.getTimestamp("adopted_at").toInstant());
    }

    private Proposal proposal(ResultSet row, int number) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new Proposal(
                row.getInt("proposal"),
                rules(row),
                row.getString("proposed_by"),
                row.getTimestamp("proposed_at").toInstant(),
                State.valueOf(row.getString("state")),
                row.getString("decided_by"),
                decided == null ? null : decided.toInstant(),
                row.getString("decline_reason"),
                row.getObject("policy_version", Integer.class));
    }

    private List<PolicyRule> rules(ResultSet row) throws SQLException {
        return List.of(json.readValue(row.getString("rules"), PolicyRule[].class));
    }
}
