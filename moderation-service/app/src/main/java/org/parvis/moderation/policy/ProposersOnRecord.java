package org.parvis.moderation.policy;

import java.time.Clock;
import org.parvis.boot.HeldGrants;
import org.parvis.identity.rights.Rights;
import org.springframework.stereotype.Component;

/** Asks the ledger: somebody may have left a moment ago. */
@Component
final class ProposersOnRecord implements Proposers {

    private final HeldGrants held;
    private final Clock clock;

    ProposersOnRecord(HeldGrants held, Clock clock) {
        this.held = held;
        this.clock = clock;
    }

    @Override
    public boolean include(String memberId, String brandId) {
        return held.of(memberId)
                .filter(grants -> Rights.decide(grants, PolicyDesk.PROPOSES, brandId, null, clock.instant())
                        .allowed())
                .isPresent();
    }
}
