package org.parvis.publishing.delivery;

import java.time.Instant;
import java.util.List;
import org.parvis.privacy.Erased;

/** The last thing between us and the public. All conditions must agree, at the moment of leaving. */
public final class Gate {

    private final List<Clearance> conditions;

    public Gate(List<Clearance> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    Verdict check(DeliveryView delivery, Instant now) {
        var candidate = Candidate.of(delivery);
        if (!now.isBefore(candidate.expiresAt())) {
            return new Verdict.Cancel("EXPIRED");
        }
        if (Erased.is(candidate.text())) {
            return new Verdict.Cancel("PERSON_ERASED");
        }
        for (var condition : conditions) {
            var verdict = condition.check(candidate, now);
            if (!(verdict instanceof Verdict.Clear)) {
                return verdict;
            }
        }
        return Verdict.CLEAR;
    }
}
