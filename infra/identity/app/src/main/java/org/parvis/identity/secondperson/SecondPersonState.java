package org.parvis.identity.secondperson;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads whether the rule is on and who wants it off. */
@Component
final class SecondPersonState {

    /**
     * The rule as it stands; off until somebody switches it on.
     *
     * @param releaseAskedBy who wants it off; null when nobody does
     */
    record Rule(
            long version,
            boolean required,
            @Nullable String changedBy,
            @Nullable Instant changedAt,
            @Nullable String releaseAskedBy,
            @Nullable Instant releaseAskedAt) {}

    private static final Rule OFF = new Rule(0, false, null, null, null, null);

    private final JdbcClient jdbc;

    SecondPersonState(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Rule now() {
        return jdbc.sql("select * from second_person_rule where rule_id = ?")
                .param(SecondPersonRule.ID)
                .query(SecondPersonState::rule)
                .optional()
                .orElse(OFF);
    }

    private static Rule rule(ResultSet row, int number) throws SQLException {
        return new Rule(
                row.getLong("version"),
                row.getBoolean("required"),
                row.getString("changed_by"),
                instant(row, "changed_at"),
                row.getString("release_asked_by"),
                instant(row, "release_asked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
