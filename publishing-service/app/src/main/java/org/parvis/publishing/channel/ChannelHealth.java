package org.parvis.publishing.channel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Allowance;
import org.parvis.publishing.network.Notices;
import org.parvis.publishing.network.Standing;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How each channel fares on its network. What we notice in passing, not what happened: it is in no entry. */
public final class ChannelHealth implements Notices {

    private static final int LONGEST_DETAIL = 500;

    private final JdbcClient jdbc;

    public ChannelHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was noticed last.
     *
     * @param account the name the network knows us under, once it was asked
     * @param allowance what the network said last about how often it may be written to; it may be over
     * @param failure stable code of the last failure since the last success, null when there was none
     */
    public record Condition(
            String channelId,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Nullable String failure,
            @Nullable String detail,
            @Nullable String account,
            Standing standing,
            @Nullable Allowance allowance) {

        /** How often the network may still be written to, as long as that count runs. */
        public Optional<Allowance> allowanceAt(Instant now) {
            return Optional.ofNullable(allowance).filter(counted -> now.isBefore(counted.resetsAt()));
        }
    }

    /** A message arrived. */
    public void worked(String brandId, String channelId) {
        jdbc.sql("""
                        insert into channel_health (channel_id, brand_id, last_success) values (?, ?, now())
                        on conflict (channel_id) do update set last_success = now(), failure = null, detail = null
                        """).params(channelId, brandId).update();
    }

    /** The network knows us under this name, and says this about us. */
    public void signedIn(String brandId, String channelId, String account, Standing standing) {
        var until = standing.secretUntil();
        jdbc.sql("""
                        insert into channel_health (channel_id, brand_id, last_success, account, secret_until, missing, text_limit)
                        values (?, ?, now(), ?, ?, ?, ?)
                        on conflict (channel_id) do update
                           set last_success = now(), failure = null, detail = null, account = excluded.account,
                               secret_until = excluded.secret_until, missing = excluded.missing, text_limit = excluded.text_limit
                        """)
                .param(channelId)
                .param(brandId)
                .param(account)
                .param(until == null ? null : until.atOffset(ZoneOffset.UTC))
                .param(standing.missing().toArray(String[]::new))
                .param(standing.textLimit())
                .update();
    }

    /** The network said how often it may still be written to. */
    @Override
    public void allowance(Account account, Allowance allowance) {
        jdbc.sql("""
                        insert into channel_health (channel_id, brand_id, allowance_left, allowance_resets) values (?, ?, ?, ?)
                        on conflict (channel_id) do update
                           set allowance_left = excluded.allowance_left, allowance_resets = excluded.allowance_resets
                        """)
                .params(
                        account.channelId(),
                        account.brandId(),
                        allowance.left(),
                        allowance.resetsAt().atOffset(ZoneOffset.UTC))
                .update();
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
                        select channel_id, last_success, last_failure, failure, detail, account, secret_until, missing,
                               text_limit, allowance_left, allowance_resets
                          from channel_health where channel_id in (:ids)
                        """)
                .param("ids", List.copyOf(channelIds))
                .query((row, number) -> condition(row))
                .list();
    }

    private static Condition condition(ResultSet row) throws SQLException {
        var resets = instant(row.getObject("allowance_resets", OffsetDateTime.class));
        return new Condition(
                row.getString("channel_id"),
                instant(row.getObject("last_success", OffsetDateTime.class)),
                instant(row.getObject("last_failure", OffsetDateTime.class)),
                row.getString("failure"),
                row.getString("detail"),
                row.getString("account"),
                new Standing(
                        instant(row.getObject("secret_until", OffsetDateTime.class)),
                        Set.of((String[]) row.getArray("missing").getArray()),
                        row.getObject("text_limit", Integer.class)),
                resets == null ? null : new Allowance(row.getInt("allowance_left"), resets));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
