package org.parvis.boot;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.SecondFactorEnrolled;
import org.parvis.identity.api.SecondFactorRemoved;
import org.parvis.identity.api.SecondFactorRequired;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.StreamNames;

/**
 * Whether a second factor is demanded of a member, by the ledger: complete to this very moment, while a token says what was so when it was
 * made.
 */
final class DemandedFactor {

    private final EventStore store;
    private final HeldGrants held;
    private final Clock clock;

    DemandedFactor(EventStore store, HeldGrants held, Clock clock) {
        this.store = store;
        this.held = held;
        this.clock = clock;
    }

    boolean of(String memberId) {
        return isSetUpBy(memberId) || isDemandedOfARoleOf(memberId);
    }

    private boolean isSetUpBy(String memberId) {
        var isSetUp = false;
        var past = store.readEvents(StreamNames.TYPE_AND_ID.name("Member", memberId));
        while (past.hasNext()) {
            // Names and what else a member's stream seals are not opened to know this.
            var type = past.next().getPayloadType();
            isSetUp = type == SecondFactorEnrolled.class || (isSetUp && type != SecondFactorRemoved.class);
        }
        return isSetUp;
    }

    private boolean isDemandedOfARoleOf(String memberId) {
        Collection<Role> demanded = List.of();
        var rule = store.readEvents(StreamNames.TYPE_AND_ID.name("SecondFactorRule", "house"));
        while (rule.hasNext()) {
            if (rule.next().getPayload() instanceof SecondFactorRequired required) {
                demanded = required.roles();
            }
        }
        if (demanded.isEmpty()) {
            return false;
        }
        var now = clock.instant();
        return held.of(memberId).orElse(List.of()).stream()
                .filter(grant -> grant.holdsAt(now))
                .map(Grant::role)
                .anyMatch(demanded::contains);
    }
}
