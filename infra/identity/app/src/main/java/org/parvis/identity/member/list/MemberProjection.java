package org.parvis.identity.member.list;

import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.MemberChanged;
import org.parvis.identity.api.MemberLeft;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.MemberReturned;
import org.parvis.identity.api.PasswordChanged;
import org.parvis.identity.api.PreferencesChosen;
import org.parvis.identity.api.Theme;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the list of members. */
@Component
@ProcessingGroup("identity.member.list")
@ReadModel(tables = "member")
final class MemberProjection {

    private final JdbcClient jdbc;

    MemberProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(MemberRegistered event, @Timestamp Instant at) {
        jdbc.sql("""
                        insert into member (member_id, name, email, language, theme, zone, house_language, house_zone,
                                            registered_at)
                        values (:id, :name, :email, :language, :theme, :zone, :language, :zone, :at)
                        on conflict (member_id) do nothing
                        """)
                .param("id", event.memberId())
                .param("name", event.name())
                .param("email", event.email())
                .param("language", event.language())
                .param("theme", Theme.SYSTEM.name())
                .param("zone", event.zone())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @EventHandler
    void on(MemberChanged event) {
        jdbc.sql("""
                        update member
                           set name = :name, email = :email,
                               language = case when house_language = :language then language else :language end,
                               zone = case when house_zone = :zone then zone else :zone end,
                               house_language = :language, house_zone = :zone
                         where member_id = :id
                        """)
                .param("id", event.memberId())
                .param("name", event.name())
                .param("email", event.email())
                .param("language", event.language())
                .param("zone", event.zone())
                .update();
    }

    @EventHandler
    void on(PreferencesChosen event) {
        jdbc.sql("update member set language = ?, theme = ?, zone = ? where member_id = ?")
                .params(event.language(), event.theme().name(), event.zone(), event.memberId())
                .update();
    }

    @EventHandler
    void on(MemberLeft event, @Timestamp Instant at) {
        jdbc.sql("update member set left_at = ? where member_id = ?")
                .params(at.atOffset(ZoneOffset.UTC), event.memberId())
                .update();
    }

    @EventHandler
    void on(MemberReturned event) {
        jdbc.sql("update member set left_at = null where member_id = ?")
                .param(event.memberId())
                .update();
    }

    @EventHandler
    void on(PasswordChanged event, @Timestamp Instant at) {
        jdbc.sql("update member set password_changed_at = ? where member_id = ?")
                .params(at.atOffset(ZoneOffset.UTC), event.memberId())
                .update();
    }
}
