package org.parvis.listening.integration;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.EscalationRaised;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What {@link WhenEscalationAcknowledgedThenTakeIncident} remembers between entries. */
@Component
class EscalatedIncidents {

    private static final String SUBJECT = "incident:";

    private final JdbcClient jdbc;

    EscalatedIncidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The incident an escalation is about; null when it is about something else. */
    static @Nullable String incidentOf(EscalationRaised event) {
        return event.subject().startsWith(SUBJECT) ? event.subject().substring(SUBJECT.length()) : null;
    }

    void remember(String escalationId, String brandId, String incidentId) {
        jdbc.sql("""
                        insert into escalated_incident (escalation_id, brand_id, incident_id) values (?, ?, ?)
                        on conflict do nothing
                        """).params(escalationId, brandId, incidentId).update();
    }

    Optional<String> find(String escalationId) {
        return jdbc.sql("select incident_id from escalated_incident where escalation_id = ?")
                .param(escalationId)
                .query(String.class)
                .optional();
    }
}
