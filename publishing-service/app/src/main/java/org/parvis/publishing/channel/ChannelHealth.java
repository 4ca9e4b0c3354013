package org.parvis.publishing.channel;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How each channel fares on its network. What we notice in passing, not what happened: it is in no entry. */
public final class ChannelHealth {

    private static final int LONGEST_DETAIL = 500;

    private final JdbcClient jdbc;

    public ChannelHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was noticed last.
     *
     * @param account the name the network knows us under, once it was asked
     * @param failure stable code of the last failure since the last success, null when there was none
     */
    public record Condition(
            String channelId,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Nullable String failure,
            @Nullable String detail,
            @Nullable String account) {}

    /** A message arrived. */
    public void worked(String brandId, String channelId) {
        jdbc.sql("""
                        insert into channel_health (channel_id, brand_id, last_success) values (?, ?, now())
                        on conflict (channel_id) do update set last_success = now(), failure = null, detail = null
                        """).params(channelId, brandId).update();
    }

    /** The network knows us under this name. */
    public void signedIn(String brandId, String channelId, String account) {
        jdbc.sql("""
                        insert into channel_health (channel_id, brand_id, last_success, account) values (?, ?, now(), ?)
                        on conflict (channel_id) do update
                           set last_success = now(), failure = null, detail = null, account = excluded.account
                        """).params(channelId, brandId, account).update();
    }

    /** Something did not work. */
    public void failed(String brandId, String channelId, String failure, String detail) {
        jdbc.sql("""
                        insert into channel_health (channel_id, brand_id, last_failure, failure, detail) values (?, ?, now(), ?, ?)
                        on conflict (channel_id) do update
                           set last_failure = now(), failure = excluded.failure, detail = excluded.detail
                        """)
                .params(channelId, brandId, failure, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)))
                .update();
    }

    public Optional<Condition> find(String channelId) {
        return of(List.of(channelId)).stream().findFirst();
    }

    /** The conditions of those channels that were ever used or tried. */
    public List<Condition> of(Collection<String> channelIds) {
        if (channelIds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select channel_id, last_success, last_failure, failure, detail, account
                          from channel_health where channel_id in (:ids)
                        """)
                .param("ids", List.copyOf(channelIds))
                .query((row, number) -> new Condition(
                        row.getString(1),
                        instant(row.getObject(2, OffsetDateTime.class)),
                        instant(row.getObject(3, OffsetDateTime.class)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
