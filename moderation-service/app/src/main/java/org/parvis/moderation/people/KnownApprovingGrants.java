package org.parvis.moderation.people;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.parvis.identity.rights.Rights;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the rights to approve that moderation knows of. */
@Component
class KnownApprovingGrants implements ApprovingGrants {

    private static final String[] APPROVING = Arrays.stream(Role.values())
            .filter(role -> Rights.of(role).contains(Action.APPROVE))
            .map(Role::name)
            .toArray(String[]::new);

    private final JdbcClient jdbc;
    private final Clock clock;

    KnownApprovingGrants(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Given> of(String memberId, String brandId, String channelId) {
        return jdbc.sql("""
                        select given_by, given_at from member_grant
                        where member_id = :member and role = any(:roles) and brand_id in (:brand, :every)
                          and (channel_id is null or channel_id = :channel) and (until is null or until > :now)
                        """)
                .param("member", memberId)
                .param("roles", APPROVING)
                .param("brand", brandId)
                .param("every", Grant.EVERY_BRAND)
                .param("channel", channelId)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new Given(row.getString(1), instant(row.getTimestamp(2))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
