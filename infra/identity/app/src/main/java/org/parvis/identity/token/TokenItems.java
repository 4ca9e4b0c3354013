package org.parvis.identity.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads a member's tokens. */
@Component
final class TokenItems {

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    TokenItems(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those that count first, all of them, then the newest; ended ones stay in the list, so that their owner can see what there was. */
    List<TokenItem> of(String memberId) {
        return jdbc.sql("""
                        select t.*, coalesce(s.label, '') as label, s.last_used_at
                          from token t left join token_secret s using (token_id)
                         where t.member_id = ?
                         order by (t.revoked_at is null and t.until > ?) desc, t.issued_at desc, t.token_id desc limit ?
                        """)
                .params(memberId, clock.instant().atOffset(ZoneOffset.UTC), MOST)
                .query(TokenItems::item)
                .list();
    }

    private static TokenItem item(ResultSet row, int number) throws SQLException {
        return new TokenItem(
                row.getString("token_id"),
                row.getString("label"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getString("issued_by"),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
