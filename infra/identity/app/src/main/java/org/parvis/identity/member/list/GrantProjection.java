package org.parvis.identity.member.list;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.GrantWithdrawn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the rights that members hold, and who gave them. */
@Component
@ProcessingGroup("identity.member.grants")
@ReadModel(tables = "member_grant")
final class GrantProjection {

    private final JdbcClient jdbc;

    GrantProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(GrantGiven event, @Timestamp Instant at, @MetaDataValue(EntryMetadata.ACTOR) String by) {
        jdbc.sql("""
                        insert into member_grant (member_id, grant_id, role, brand_id, country, channel_id, until, given_by, given_at)
                        values (:member, :grant, :role, :brand, :country, :channel, :until, :by, :at)
                        on conflict (member_id, grant_id) do update
                           set role = excluded.role, brand_id = excluded.brand_id, country = excluded.country,
                               channel_id = excluded.channel_id, until = excluded.until, given_by = excluded.given_by,
                               given_at = excluded.given_at
                        """)
                .param("member", event.memberId())
                .param("grant", event.grantId())
                .param("role", event.role().name())
                .param("brand", event.brandId())
                .param("country", event.country())
                .param("channel", event.channelId())
                .param(
                        "until",
                        event.until() == null ? null : event.until().atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @EventHandler
    void on(GrantWithdrawn event) {
        jdbc.sql("delete from member_grant where member_id = ? and grant_id = ?")
                .params(event.memberId(), event.grantId())
                .update();
    }
}
