package org.parvis.identity.member.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.identity.api.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the rights that wait for a second person. */
@Component
public final class WaitingGrants {

    private static final String BETWEEN = " ";

    private final JdbcClient jdbc;

    WaitingGrants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<WaitingGrant> find(String memberId, String grantId) {
        return jdbc.sql("select * from waiting_grant where member_id = ? and grant_id = ?")
                .params(memberId, grantId)
                .query(WaitingGrants::waiting)
                .optional();
    }

    /** In the order they were asked for. */
    public List<WaitingGrant> of(String memberId) {
        return jdbc.sql("select * from waiting_grant where member_id = ? order by asked_at, grant_id")
                .param(memberId)
                .query(WaitingGrants::waiting)
                .list();
    }

    /** Those on some brands; one on every brand only for who may confirm there. */
    public Listing<WaitingGrant> on(Brands brands, PageRequest page) {
        var after = page.after() == null ? new String[] {"", ""} : (page.after() + BETWEEN).split(BETWEEN, -1);
        var rows = jdbc.sql("""
                        select * from waiting_grant
                         where (:all or brand_id = any(:brands)) and (member_id, grant_id) > (:member, :grant)
                         order by member_id, grant_id limit :limit
                        """)
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("member", after[0])
                .param("grant", after[1])
                .param("limit", page.limit() + 1)
                .query(WaitingGrants::waiting)
                .list();
        return Listing.of(rows, page, w -> w.member() + BETWEEN + w.id());
    }

    private static WaitingGrant waiting(ResultSet row, int number) throws SQLException {
        @Nullable OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
        return new WaitingGrant(
                row.getString("member_id"),
                row.getString("grant_id"),
                row.getLong("version"),
                Role.valueOf(row.getString("role")),
                row.getString("brand_id"),
                row.getString("country"),
                row.getString("channel_id"),
                until == null ? null : until.toInstant(),
                row.getString("asked_by"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant());
    }
}
