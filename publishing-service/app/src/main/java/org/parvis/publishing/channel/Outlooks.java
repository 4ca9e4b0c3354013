package org.parvis.publishing.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Scope;
import org.parvis.publishing.network.Allowance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds what networks tell about channels against what is planned on them. */
public final class Outlooks {

    private static final Duration FOR_EVER = Duration.ofDays(3_660);

    private final JdbcClient jdbc;
    private final Clock clock;

    public Outlooks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A channel whose secret ends soon, or does not allow what is needed. */
    public record Warning(
            String channelId,
            String name,
            @Nullable Instant secretUntil,
            @Nullable Long daysLeft,
            Set<String> missing) {}

    Outlook of(String channelId, ChannelHealth.@Nullable Condition condition) {
        var now = clock.instant();
        if (condition == null) {
            return new Outlook(null, null, Set.of(), null, 0);
        }
        var until = condition.standing().secretUntil();
        var missing = condition.standing().missing();
        var allowance = condition.allowanceAt(now);
        return new Outlook(
                until,
                Outlook.daysLeft(until, now),
                missing,
                allowance.orElse(null),
                atRisk(channelId, missing.isEmpty() ? until : now, allowance));
    }

    /** What is due after the secret ends, and what is due before the count begins anew beyond what is left of it. */
    private long atRisk(String channelId, @Nullable Instant from, Optional<Allowance> allowance) {
        var afterEnd = from == null ? 0 : due(channelId, from, clock.instant().plus(FOR_EVER));
        var beyond = allowance
                .map(counted -> due(channelId, Instant.EPOCH, counted.resetsAt()) - counted.left())
                .orElse(0L);
        return Math.max(afterEnd, Math.max(0, beyond));
    }

    private long due(String channelId, Instant from, Instant to) {
        return jdbc.sql("""
                        select (select count(*) from delivery
                                 where channel_id = :channel and state in ('READY', 'UNKNOWN') and not_before >= :from and not_before < :to)
                             + (select count(*) from post_variant v join post p using (post_id)
                                 where v.channel_id = :channel and v.delivery_id is null and p.slot_at >= :from and p.slot_at < :to
                                   and p.state in ('DRAFT', 'SUBMITTED', 'WAITING_APPROVAL', 'RELEASED'))
                        """)
                .param("channel", channelId)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** The channels in service that somebody has to see to before something does not leave. */
    public List<Warning> warnings(Scope sight, int limit) {
        var now = clock.instant();
        return sight.bind(jdbc.sql("""
                        select c.channel_id, c.name, h.secret_until, h.missing from channel_health h join channel c using (channel_id)
                         where %s and c.disabled_because is null
                           and (h.secret_until < :soon or cardinality(h.missing) > 0)
                         order by h.secret_until nulls last, c.channel_id limit :limit
                        """.formatted(Scope.on("c.brand_id", "c.channel_id"))))
                .param("soon", now.plus(Outlook.NOTICE).atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, number) -> {
                    var until = row.getObject("secret_until", OffsetDateTime.class);
                    var ends = until == null ? null : until.toInstant();
                    return new Warning(
                            row.getString("channel_id"),
                            row.getString("name"),
                            ends,
                            Outlook.daysLeft(ends, now),
                            Set.of((String[]) row.getArray("missing").getArray()));
                })
                .list();
    }
}
