package org.parvis.moderation.people;

import java.sql.Timestamp;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.GrantWithdrawn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the grants of members, because the role of an author can be a reason for approval. */
@Component
@ProcessingGroup("moderation.people.grants")
@ReadModel(tables = "member_grant")
class GrantsProjection {

    private final JdbcClient jdbc;

    GrantsProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(GrantGiven event) {
        jdbc.sql("""
                        insert into member_grant (member_id, grant_id, role, brand_id, country, channel_id, until)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (member_id, grant_id) do update set role = excluded.role, brand_id = excluded.brand_id,
                          country = excluded.country, channel_id = excluded.channel_id, until = excluded.until
                        """)
                .param(event.memberId())
                .param(event.grantId())
                .param(event.role().name())
                .param(event.brandId())
                .param(event.country())
                .param(event.channelId())
                .param(event.until() == null ? null : Timestamp.from(event.until()))
                .update();
    }

    @EventHandler
    void on(GrantWithdrawn event) {
        jdbc.sql("delete from member_grant where member_id = ? and grant_id = ?")
                .params(event.memberId(), event.grantId())
                .update();
    }
}
