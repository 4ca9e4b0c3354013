package org.parvis.crm.erasure;

import java.time.Clock;
import java.util.Optional;
import org.parvis.crm.api.SparedBecause;
import org.parvis.crm.retention.People;
import org.parvis.crm.retention.Retentions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks once more, just before a key is destroyed, whether the time of a person is still over: destroying cannot be taken back. */
@Component
final class StillDue {

    private final Retentions retentions;
    private final People people;
    private final JdbcClient jdbc;
    private final Clock clock;

    StillDue(Retentions retentions, People people, JdbcClient jdbc, Clock clock) {
        this.retentions = retentions;
        this.people = people;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What keeps them, as the read models know; these must have caught up. */
    Optional<SparedBecause> whyKept(Erasures.Row erasure, Erasures.Expiry expiry, String personId) {
        if (retentions
                .hold(erasure.brandId())
                .filter(hold -> hold.isOnAt(clock.instant()))
                .isPresent()) {
            return Optional.of(SparedBecause.HELD);
        }
        var isPolicy = retentions
                .inForce(erasure.brandId())
                .filter(policy -> Integer.valueOf(expiry.policyVersion()).equals(policy.policyVersion()))
                .isPresent();
        return isPolicy
                ? people.whyKept(erasure.brandId(), personId, expiry.cutOff(), erasure.id())
                : Optional.of(SparedBecause.POLICY_CHANGED);
    }

    /** Whether something that names this person came into the ledger after what the read models know. */
    boolean isNamedAfter(long position, String personId) {
        return jdbc.sql("""
                        select exists (select 1 from ledger.entry
                         where position > ? and position(convert_to(?, 'UTF8') in payload) > 0)
                        """)
                .params(position, "\"" + personId + "\"")
                .query(Boolean.class)
                .single();
    }
}
