package org.parvis.reporting.audit;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.NotFound;
import org.parvis.boot.WithoutWall;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.springframework.stereotype.Component;

/**
 * What of a story the current member may read: whoever audits or leads a brand all that it has; whoever has a part in it the same; and with a
 * right on single channels only the streams they acted in themselves. What other brands have on the same subject is not there for them, and
 * takes nothing away.
 */
@Component
final class AuditSight {

    private static final Reader EVERYBODY = new Reader(new Brands(Set.of(Grant.EVERY_BRAND)), true, "");

    private final AuditTrail trail;
    private final Story story;
    private final Access access;

    AuditSight(AuditTrail trail, Story story, Access access) {
        this.trail = trail;
        this.story = story;
        this.access = access;
    }

    /** @throws NotFound when the ledger has nothing on the subject; {@code Forbidden} when all of it is for others */
    AuditTrail.Trail read(String subject) {
        var anywhere = reader(access.scope(Action.READ_AUDIT, Action.READ_RECORD, Action.READ_OWN_RECORD)
                .touched()
                .ids());
        var told = story.of(subject, anywhere);
        var parts = story.parts(subject, told, anywhere);
        // Who took no part reads only where they audit: what was done elsewhere takes no room.
        var found = trail.find(subject, told, parts.streams().isEmpty() ? reader(audited()) : anywhere);
        var whole =
                found.brands().stream().filter(brand -> seesWhole(brand, parts)).collect(Collectors.toSet());
        var takesPart = Story.ownStream(subject)
                .map(parts.streams()::contains)
                .orElse(!parts.streams().isEmpty());
        return require(found.only(read -> (read.brandId() == null ? !whole.isEmpty() : whole.contains(read.brandId()))
                || (takesPart && parts.streams().contains(read.entry().aggregateId()))));
    }

    /** What goes out in a bundle. @throws NotFound as above; {@code Forbidden} for whoever does not audit a brand of it */
    AuditTrail.Trail audit(String subject) {
        return require(
                trail.find(subject, reader(access.brands(Action.READ_AUDIT).ids())));
    }

    private Set<String> audited() {
        var brands = new HashSet<>(access.brands(Action.READ_AUDIT).ids());
        brands.addAll(access.brands(Action.READ_RECORD).ids());
        return brands;
    }

    private Reader reader(Set<String> brands) {
        return new Reader(
                new Brands(brands),
                access.brands(Action.READ_AUDIT).all(),
                CurrentActor.require().id());
    }

    private AuditTrail.Trail require(AuditTrail.Trail seen) {
        if (!seen.brands().isEmpty()) {
            return seen;
        }
        var subject = seen.subject();
        var home = WithoutWall.ask(() -> trail.find(subject, EVERYBODY)).brands().stream()
                .findFirst()
                .orElseThrow(() -> nothing(subject));
        access.require(Action.READ_AUDIT, home, null, subject);
        throw nothing(subject);
    }

    private static NotFound nothing(String subject) {
        var colon = subject.indexOf(':');
        return colon < 0
                ? new NotFound("subject", subject)
                : new NotFound(subject.substring(0, colon), subject.substring(colon + 1));
    }

    private boolean seesWhole(String brand, Story.Parts parts) {
        return access.may(Action.READ_AUDIT, brand)
                || access.may(Action.READ_RECORD, brand)
                || (parts.brands().contains(brand) && access.may(Action.READ_OWN_RECORD, brand));
    }
}
