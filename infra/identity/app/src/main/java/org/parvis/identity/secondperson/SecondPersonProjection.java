package org.parvis.identity.secondperson;

import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.SecondPersonEvent;
import org.parvis.identity.api.SecondPersonReleaseAsked;
import org.parvis.identity.api.SecondPersonReleaseDeclined;
import org.parvis.identity.api.SecondPersonReleased;
import org.parvis.identity.api.SecondPersonRequired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps whether the rule is on and who wants it off. */
@Component
@ProcessingGroup("identity.second-person.rule")
@ReadModel(tables = "second_person_rule")
final class SecondPersonProjection {

    private final JdbcClient jdbc;

    SecondPersonProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(SecondPersonEvent event, @SequenceNumber Long sequence, @Timestamp Instant at) {
        switch (event) {
            case SecondPersonRequired e -> changed(e.ruleId(), true, e.memberId(), sequence, at);
            case SecondPersonReleased e -> changed(e.ruleId(), false, e.confirmerId(), sequence, at);
            case SecondPersonReleaseAsked e -> asked(e.ruleId(), e.askerId(), sequence, at);
            case SecondPersonReleaseDeclined e -> asked(e.ruleId(), null, sequence, null);
        }
    }

    private void changed(String ruleId, boolean required, String memberId, long sequence, Instant at) {
        jdbc.sql("""
                        insert into second_person_rule (rule_id, version, required, changed_by, changed_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (rule_id) do update
                           set version = excluded.version, required = excluded.required, changed_by = excluded.changed_by,
                               changed_at = excluded.changed_at, release_asked_by = null, release_asked_at = null
                        """)
                .params(ruleId, sequence + 1, required, memberId, at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void asked(String ruleId, @Nullable String memberId, long sequence, @Nullable Instant at) {
        jdbc.sql("""
                        update second_person_rule
                           set version = :version, release_asked_by = :by, release_asked_at = :at where rule_id = :rule
                        """)
                .param("version", sequence + 1)
                .param("by", memberId)
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("rule", ruleId)
                .update();
    }
}
