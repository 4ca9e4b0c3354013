package org.parvis.reporting.audit;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.GrantAsked;
import org.parvis.identity.api.GrantDeclined;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.GrantWithdrawn;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.bundle.BundleScope;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewApprovedWithEdit;
import org.parvis.publishing.api.DeliveryIntended;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a bundle of a case must hold so that its reader can judge it: the story itself, the stops and channels that could have kept it back,
 * and the rights on this brand of those who approved. Of a member nothing else goes out.
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
        streams.addAll(stops(trail.brandId()));
        var approvers = new HashSet<String>();
        for (var read : trail.entries()) {
            switch (read.event()) {
                case DeliveryIntended e -> streams.addAll(known("Channel/" + e.channelId()));
                case ReviewApproved e -> approvers.add(e.approverId());
                case ReviewApprovedWithEdit e -> approvers.add(e.approverId());
                default -> {}
            }
        }
        return new BundleScope.Aggregates(streams, grants(approvers, trail.brandId()));
    }

    private Set<String> stops(String brandId) {
        return jdbc.sql("""
                        select distinct stream from audit_entry
                         where event_type in ('StopDeclared', 'StopLifted') and brand_id = ?
                        """).param(brandId).query(String.class).set();
    }

    private Set<String> known(String stream) {
        return ledger.of(Set.of(stream)).isEmpty() ? Set.of() : Set.of(stream);
    }

    private Set<Long> grants(Set<String> members, String brandId) {
        var about = Stream.of(brandId, Grant.EVERY_BRAND).collect(Collectors.toSet());
        return members.stream()
                .flatMap(member -> ledger.of(Set.of("Member/" + member)).stream())
                .filter(read -> about.contains(Objects.requireNonNullElse(brandOfGrant(read.event()), "")))
                .map(read -> read.entry().position())
                .collect(Collectors.toSet());
    }

    private static @Nullable String brandOfGrant(Object event) {
        return switch (event) {
            case GrantAsked e -> e.brandId();
            case GrantDeclined e -> e.brandId();
            case GrantGiven e -> e.brandId();
            case GrantWithdrawn e -> e.brandId();
            default -> null;
        };
    }
}
