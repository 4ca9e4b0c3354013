package org.parvis.moderation.policy;

import org.parvis.boot.HeldGrants;
import org.springframework.stereotype.Component;

/** Asks the ledger: somebody may have left a moment ago. */
@Component
final class ProposersOnRecord implements Proposers {

    private final HeldGrants held;

    ProposersOnRecord(HeldGrants held) {
        this.held = held;
    }

    @Override
    public boolean include(String memberId, String brandId) {
        return held.may(memberId, PolicyDesk.PROPOSES, brandId);
    }
}
