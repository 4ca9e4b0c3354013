package org.parvis.moderation.integration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.PolicyRule;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.policy.ApprovalPolicy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What {@link WhenDraftSubmittedThenJudge} remembers between entries. */
@Component
class JudgeMemory {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JudgeMemory(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void adopt(String brandId, int version, List<PolicyRule> rules) {
        jdbc.sql("""
                        insert into judged_policy (brand_id, version, rules) values (?, ?, ?::jsonb)
                        on conflict (brand_id) do update set version = excluded.version, rules = excluded.rules
                        """).params(brandId, version, json.writeValueAsString(rules)).update();
    }

    ApprovalPolicy policyOf(String brandId) {
        return jdbc.sql("select version, rules from judged_policy where brand_id = ?")
                .param(brandId)
                .query((row, number) -> new ApprovalPolicy(
                        row.getInt(1), List.of(json.readValue(row.getString(2), PolicyRule[].class))))
                .optional()
                .orElse(ApprovalPolicy.FIRST);
    }

    void remember(Reviewed reviewed, String reviewedId, String reviewId) {
        jdbc.sql("""
                        insert into judged_draft (reviewed, reviewed_id, review_id) values (?, ?, ?)
                        on conflict (reviewed, reviewed_id) do update set review_id = excluded.review_id
                        """).params(reviewed.name(), reviewedId, reviewId).update();
    }

    @Nullable
    String reviewOf(Reviewed reviewed, String reviewedId) {
        return jdbc.sql("select review_id from judged_draft where reviewed = ? and reviewed_id = ?")
                .params(reviewed.name(), reviewedId)
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
