package org.parvis.crm.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.parvis.axon.Processors;
import org.parvis.boot.Ids;
import org.parvis.crm.retention.Expiring.Expired;
import org.parvis.crm.retention.Runs.Run;
import org.parvis.ledger.LedgerReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Looks through brands whose hour has come, and hands over whoever has outlived the retention time: the longest silent first, not all at once. */
@Component
final class Expiry {

    static final int MOST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    private final Retentions retentions;
    private final People people;
    private final Runs runs;
    private final Expiring expiring;
    private final Clock clock;
    private final CaughtUp caughtUp;

    Expiry(
            Retentions retentions,
            People people,
            Runs runs,
            Expiring expiring,
            Clock clock,
            LedgerReader ledger,
            ObjectProvider<Processors> processors) {
        this.retentions = retentions;
        this.people = people;
        this.runs = runs;
        this.expiring = expiring;
        this.clock = clock;
        this.caughtUp = new CaughtUp(ledger, processors);
    }

    void runDue() {
        var brands = runs.due(clock.instant());
        if (brands.isEmpty() || caughtUp.pass().isEmpty()) {
            return;
        }
        for (var brand : brands) {
            try {
                run(brand, clock.instant());
            } catch (RuntimeException e) {
                LOG.error(
                        "The retention of brand {} could not be looked through; tried again with the next round",
                        brand,
                        e);
            }
        }
    }

    private void run(String brandId, Instant now) {
        var policy = retentions.inForce(brandId).orElse(null);
        var isHeld = retentions.hold(brandId).filter(hold -> hold.isOnAt(now)).isPresent();
        if (policy != null && policy.policyVersion() != null && policy.decidedBy() != null && !isHeld) {
            var cutOff = policy.months().before(now);
            var due = people.oldest(brandId, cutOff, MOST);
            var stillDue = people.count(brandId, cutOff).all() - due.size();
            var erasures = new ArrayList<String>();
            for (var from = 0; from < due.size(); from += Expiring.AT_ONCE) {
                var ids = due.subList(from, Math.min(due.size(), from + Expiring.AT_ONCE)).stream()
                        .map(People.Due::personId)
                        .sorted()
                        .toList();
                var id = erasureId(brandId, policy.policyVersion(), now, ids);
                expiring.expire(new Expired(
                        id, brandId, ids, policy.policyVersion(), cutOff, policy.proposedBy(), policy.decidedBy()));
                erasures.add(id);
            }
            runs.record(brandId, new Run(now, policy.policyVersion(), due.size(), Math.max(0, stillDue), erasures));
            LOG.info(
                    "Retention of brand {}: {} people handed over to be erased, {} more are due",
                    brandId,
                    due.size(),
                    Math.max(0, stillDue));
        }
        runs.atNight(brandId, now);
    }

    private static String erasureId(String brandId, int policyVersion, Instant now, List<String> personIds) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return Ids.derived(
                "expiry",
                "parvis-expiry-1",
                brandId,
                Integer.toString(policyVersion),
                day.toString(),
                String.join("\n", personIds));
    }
}
