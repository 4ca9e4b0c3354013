package org.parvis.moderation.people;

import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.GrantWithdrawn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the grants of members, because the role of an author can be a reason for approval, and who gave a role can be a reason why
 * somebody must not approve.
 */
@Component
@ProcessingGroup("moderation.people.grants")
@ReadModel(tables = "member_grant")
class GrantsProjection {

    private final JdbcClient jdbc;

    GrantsProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(
            GrantGiven event,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String giverId,
            @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("""
                        insert into member_grant (member_id, grant_id, role, brand_id, country, channel_id, until, given_by,
                          given_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (member_id, grant_id) do update set role = excluded.role, brand_id = excluded.brand_id,
                          country = excluded.country, channel_id = excluded.channel_id, until = excluded.until,
                          given_by = excluded.given_by, given_at = excluded.given_at
                        """)
                .param(event.memberId())
                .param(event.grantId())
                .param(event.role().name())
                .param(event.brandId())
                .param(event.country())
                .param(event.channelId())
                .param(event.until() == null ? null : Timestamp.from(event.until()))
                .param(giverId == null ? "" : giverId)
                .param(Timestamp.from(at))
                .update();
    }

    @EventHandler
    void on(GrantWithdrawn event) {
        jdbc.sql("delete from member_grant where member_id = ? and grant_id = ?")
                .params(event.memberId(), event.grantId())
                .update();
    }
}
