package org.parvis.reporting.audit;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.parvis.boot.WithoutWall;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.bundle.BundleScope;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewApprovedWithEdit;
import org.parvis.publishing.api.DeliveryIntended;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a bundle of a case must hold so that its reader can judge it: the story itself, the stops and channels that could have kept it back,
 * and the rights on its brands of those who approved. Of a member nothing else goes out.
 */
@Component
final class CaseScope {

    private final LedgerEvents ledger;
    private final JdbcClient jdbc;

    CaseScope(LedgerEvents ledger, JdbcClient jdbc) {
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    BundleScope.Aggregates of(AuditTrail.Trail trail) {
        var streams = new LinkedHashSet<>(trail.streams());
        trail.brands().forEach(brand -> streams.addAll(stops(brand)));
        var approvers = new HashSet<String>();
        ledger.at(deciding(trail.streams()))
                .map(ledger::read)
                .map(LedgerEvents.Read::event)
                .forEach(event -> {
                    switch (event) {
                        case DeliveryIntended e -> streams.addAll(known("Channel/" + e.channelId()));
                        case ReviewApproved e -> approvers.add(e.approverId());
                        case ReviewApprovedWithEdit e -> approvers.add(e.approverId());
                        default -> {}
                    }
                });
        var alone = new HashSet<>(grants(approvers, trail.brands()));
        // Of a stream that holds what is of other brands too, such as a member's, only what is of these.
        trail.entries().stream()
                .map(LedgerEvents.Read::entry)
                .filter(entry -> !streams.contains(entry.aggregateId()))
                .forEach(entry -> alone.add(entry.position()));
        return new BundleScope.Aggregates(streams, alone);
    }

    /** Looked up, because a story that is too much to be told may not hold them. */
    private List<Long> deciding(Set<String> streams) {
        return jdbc.sql("""
                        select position from audit_entry
                         where stream = any(?) and event_type in ('DeliveryIntended', 'ReviewApproved', 'ReviewApprovedWithEdit')
                         order by position
                        """)
                .param(streams.toArray(String[]::new))
                .query(Long.class)
                .list();
    }

    private Set<String> stops(String brandId) {
        return jdbc.sql("""
                        select distinct stream from audit_entry
                         where event_type in ('StopDeclared', 'StopLifted') and brand_id = ?
                        """).param(brandId).query(String.class).set();
    }

    private Set<String> known(String stream) {
        return ledger.has(stream) ? Set.of(stream) : Set.of();
    }

    /** A right on every brand stands behind the wall. */
    private Set<Long> grants(Set<String> members, Set<String> brands) {
        var about = new HashSet<>(brands);
        about.add(Grant.EVERY_BRAND);
        return WithoutWall.ask(() -> jdbc.sql("""
                        select position from audit_entry
                         where stream = any(?) and brand_id = any(?)
                           and event_type in ('GrantAsked', 'GrantDeclined', 'GrantGiven', 'GrantWithdrawn')
                        """)
                .params(members.stream().map("Member/"::concat).toArray(String[]::new), about.toArray(String[]::new))
                .query(Long.class)
                .set());
    }
}
