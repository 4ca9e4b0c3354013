package org.parvis.moderation.integration;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What {@link WhenIncidentOpenedThenCall} remembers between entries. */
@Component
class IncidentMemory {

    /** As many alerts of an incident are remembered for the day it is opened again. */
    private static final int MOST_ALERTS = 50;

    private final JdbcClient jdbc;

    IncidentMemory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An incident.
     *
     * @param opening how often it was opened, the first time included
     * @param escalationId who is called about this opening; null while nobody is
     */
    record Known(
            String incidentId,
            String brandId,
            int opening,
            @Nullable String escalationId) {}

    /** Why somebody is called, and whose rule says so; an empty topic is the brand as a whole. */
    record Cause(String topicId, String reason) {}

    void rule(String brandId, @Nullable String topicId, @Nullable String rotaId) {
        jdbc.sql("""
                        insert into called_rule (brand_id, topic_id, rota_id) values (:brand, :topic, :rota)
                        on conflict (brand_id, topic_id) do update set rota_id = excluded.rota_id
                        """)
                .param("brand", brandId)
                .param("topic", topicId == null ? "" : topicId)
                .param("rota", rotaId)
                .update();
    }

    @Nullable
    String rotaOf(String brandId, String topicId) {
        return jdbc.sql("select rota_id from called_rule where brand_id = ? and topic_id = ? and rota_id is not null")
                .params(brandId, topicId)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    void topic(String topicId, String brandId, String name) {
        jdbc.sql("""
                        insert into called_topic (topic_id, brand_id, name) values (?, ?, ?)
                        on conflict (topic_id) do update set name = excluded.name
                        """).params(topicId, brandId, name).update();
    }

    Optional<String> nameOf(String topicId) {
        return jdbc.sql("select name from called_topic where topic_id = ?")
                .param(topicId)
                .query(String.class)
                .optional();
    }

    void opened(String incidentId, String brandId) {
        jdbc.sql("insert into called_incident (incident_id, brand_id, opening) values (?, ?, 1) on conflict do nothing")
                .params(incidentId, brandId)
                .update();
    }

    void reopened(String incidentId) {
        jdbc.sql("update called_incident set opening = opening + 1, escalation_id = null where incident_id = ?")
                .param(incidentId)
                .update();
    }

    void told(String incidentId, String brandId, Cause cause) {
        jdbc.sql("""
                        insert into called_alert (incident_id, number, brand_id, topic_id, reason)
                        select :incident, count(*) + 1, :brand, :topic, :reason from called_alert where incident_id = :incident
                        having count(*) < :most
                        """)
                .param("incident", incidentId)
                .param("brand", brandId)
                .param("topic", cause.topicId())
                .param("reason", cause.reason())
                .param("most", MOST_ALERTS)
                .update();
    }

    /** What was told of an incident, the first alert first. */
    List<Cause> causes(String incidentId) {
        return jdbc.sql("select topic_id, reason from called_alert where incident_id = ? order by number limit 50")
                .param(incidentId)
                .query((row, number) -> new Cause(row.getString(1), row.getString(2)))
                .list();
    }

    void called(String incidentId, String escalationId) {
        jdbc.sql("update called_incident set escalation_id = ? where incident_id = ?")
                .params(escalationId, incidentId)
                .update();
    }

    Optional<Known> find(String incidentId) {
        return jdbc.sql("select * from called_incident where incident_id = ?")
                .param(incidentId)
                .query((row, number) -> new Known(
                        row.getString("incident_id"),
                        row.getString("brand_id"),
                        row.getInt("opening"),
                        row.getString("escalation_id")))
                .optional();
    }
}
