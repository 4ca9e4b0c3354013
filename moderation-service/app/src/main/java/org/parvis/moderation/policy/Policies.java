package org.parvis.moderation.policy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.PolicyRule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads policies and how they came to be. */
@Component
public class Policies {

    /** A policy that was adopted, by whom and when; nobody and never for the one every brand begins with. */
    public record Version(
            int version,
            List<PolicyRule> rules,
            @Nullable String adoptedBy,
            @Nullable Instant adoptedAt) {

        public Version {
            rules = List.copyOf(rules);
        }

        public ApprovalPolicy policy() {
            return new ApprovalPolicy(version, rules);
        }
    }

    static final Version FIRST = new Version(ApprovalPolicy.FIRST.version(), ApprovalPolicy.FIRST.rules(), null, null);

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
        return jdbc.sql("""
                        select version, rules, adopted_by, adopted_at from policy_version
                        where brand_id = ? and version = ?
                        """)
                .params(brandId, version)
                .query((row, number) -> new Version(
                        row.getInt(1),
                        List.of(json.readValue(row.getString(2), PolicyRule[].class)),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .optional()
                .orElse(FIRST);
    }

    /** Newest first. */
    List<Version> versions(String brandId, int most) {
        return jdbc.sql("""
                        select version, rules, adopted_by, adopted_at from policy_version
                        where brand_id = ? order by version desc limit ?
                        """)
                .params(brandId, most)
                .query((row, number) -> new Version(
                        row.getInt(1),
                        List.of(json.readValue(row.getString(2), PolicyRule[].class)),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }
}
