package org.parvis.boot;

import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.GrantWithdrawn;
import org.parvis.identity.api.MemberChanged;
import org.parvis.identity.api.MemberRegistered;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps each service's own {@link MemberDirectory}. */
@ProcessingGroup("boot.members.directory")
@ReadModel(tables = {"member_directory", "member_directory_grant"})
final class MemberDirectoryProjection {

    private final JdbcClient jdbc;

    MemberDirectoryProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(MemberRegistered event) {
        write(event.memberId(), event.name(), event.email(), event.language(), event.zone());
    }

    @EventHandler
    void on(MemberChanged event) {
        write(event.memberId(), event.name(), event.email(), event.language(), event.zone());
    }

    private void write(String memberId, String name, String email, String language, String zone) {
        jdbc.sql("""
                        insert into member_directory (member_id, name, email, language, zone) values (?, ?, ?, ?, ?)
                        on conflict (member_id) do update set name = excluded.name, email = excluded.email,
                          language = excluded.language, zone = excluded.zone
                        """).params(memberId, name, email, language, zone).update();
    }

    @EventHandler
    void on(GrantGiven event) {
        jdbc.sql("""
                        insert into member_directory_grant (member_id, grant_id, role, brand_id, until) values (?, ?, ?, ?, ?)
                        on conflict (member_id, grant_id) do update set role = excluded.role, brand_id = excluded.brand_id,
                          until = excluded.until
                        """)
                .param(event.memberId())
                .param(event.grantId())
                .param(event.role().name())
                .param(event.brandId())
                .param(event.until() == null ? null : event.until().atOffset(ZoneOffset.UTC))
                .update();
    }

    @EventHandler
    void on(GrantWithdrawn event) {
        jdbc.sql("delete from member_directory_grant where member_id = ? and grant_id = ?")
                .params(event.memberId(), event.grantId())
                .update();
    }
}
