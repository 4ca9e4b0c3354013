package org.parvis.identity.member.list;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.GrantAsked;
import org.parvis.identity.api.GrantDeclined;
import org.parvis.identity.api.GrantGiven;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the rights that wait for a second person. */
@Component
@ProcessingGroup("identity.member.waiting-grants")
@ReadModel(tables = "waiting_grant")
final class WaitingGrantProjection {

    private final JdbcClient jdbc;

    WaitingGrantProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(GrantAsked event, @SequenceNumber Long sequence, @Timestamp Instant at) {
        jdbc.sql("""
                        insert into waiting_grant (member_id, grant_id, version, role, brand_id, country, channel_id, until, asked_by,
                          asked_at)
                        values (:member, :grant, :version, :role, :brand, :country, :channel, :until, :by, :at)
                        on conflict do nothing
                        """)
                .param("member", event.memberId())
                .param("grant", event.grantId())
                .param("version", sequence)
                .param("role", event.role().name())
                .param("brand", event.brandId())
                .param("country", event.country())
                .param("channel", event.channelId())
                .param(
                        "until",
                        event.until() == null ? null : event.until().atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("by", event.askerId())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @EventHandler
    void on(GrantDeclined event) {
        remove(event.memberId(), event.grantId());
    }

    @EventHandler
    void on(GrantGiven event) {
        remove(event.memberId(), event.grantId());
    }

    private void remove(String memberId, String grantId) {
        jdbc.sql("delete from waiting_grant where member_id = ? and grant_id = ?")
                .params(memberId, grantId)
                .update();
    }
}
