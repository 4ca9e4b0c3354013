package org.parvis.boot;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.GrantWithdrawn;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.parvis.identity.rights.Rights;
import org.parvis.ledger.StreamNames;

/** The rights a member has in the ledger: complete to this very moment, which no read model and no token is. */
public final class HeldGrants implements RightsOnRecord {

    private final EventStore store;
    private final Clock clock;

    HeldGrants(EventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public boolean may(String memberId, Action action, String brandId, @Nullable String channelId) {
        return of(memberId)
                .filter(grants -> Rights.decide(grants, action, brandId, channelId, clock.instant())
                        .allowed())
                .isPresent();
    }

    /** What was given and not withdrawn, whether or not its time is over; empty for who is no member. */
    public Optional<List<Grant>> of(String memberId) {
        var past = store.readEvents(StreamNames.TYPE_AND_ID.name("Member", memberId));
        if (!past.hasNext()) {
            return Optional.empty();
        }
        Map<String, Grant> held = new LinkedHashMap<>();
        past.forEachRemaining(entry -> {
            // Names and what else a member's stream seals are not opened to know this.
            var type = entry.getPayloadType();
            if (type == GrantGiven.class) {
                var e = (GrantGiven) entry.getPayload();
                held.put(
                        e.grantId(),
                        new Grant(e.grantId(), e.role(), e.brandId(), e.country(), e.channelId(), e.until()));
            } else if (type == GrantWithdrawn.class) {
                held.remove(((GrantWithdrawn) entry.getPayload()).grantId());
            }
        });
        return Optional.of(List.copyOf(held.values()));
    }
}
