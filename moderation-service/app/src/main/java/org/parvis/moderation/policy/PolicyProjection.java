package org.parvis.moderation.policy;

import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.moderation.api.PolicyAdopted;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps every version of every policy. */
@Component
@ProcessingGroup("moderation.policy.versions")
@ReadModel(tables = "policy_version")
class PolicyProjection {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PolicyProjection(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventHandler
    void on(
            PolicyAdopted event,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor,
            @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("""
                        insert into policy_version (brand_id, version, rules, adopted_by, adopted_at)
                        values (?, ?, ?::jsonb, ?, ?) on conflict do nothing
                        """)
                .params(
                        event.brandId(),
                        event.version(),
                        json.writeValueAsString(event.rules()),
                        actor == null ? "" : actor,
                        Timestamp.from(at))
                .update();
    }
}
