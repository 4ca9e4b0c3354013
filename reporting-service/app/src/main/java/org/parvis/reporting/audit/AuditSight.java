package org.parvis.reporting.audit;

import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.axon.EntryMetadata;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.NotFound;
import org.parvis.boot.WithoutWall;
import org.parvis.identity.api.ActRefused;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.parvis.moderation.api.EscalationEvent;
import org.springframework.stereotype.Component;

/**
 * What of a story the current member may read: whoever audits or leads a brand all that it has; whoever has a part in it the same; and with a
 * right on single channels only the streams they acted in themselves. What other brands have on the same subject is not there for them, and
 * takes nothing away.
 */
@Component
final class AuditSight {

    private static final Brands EVERY = new Brands(Set.of(Grant.EVERY_BRAND));

    private final AuditTrail trail;
    private final Access access;

    AuditSight(AuditTrail trail, Access access) {
        this.trail = trail;
        this.access = access;
    }

    /** @throws NotFound when the ledger has nothing on the subject; {@code Forbidden} when all of it is for others */
    AuditTrail.Trail read(String subject) {
        var brands = access.scope(Action.READ_AUDIT, Action.READ_RECORD, Action.READ_OWN_RECORD)
                .touched();
        var story = trail.find(subject, brands);
        var own = ownStreams(story);
        var whole =
                story.brands().stream().filter(brand -> seesWhole(brand, story)).collect(Collectors.toSet());
        var takesPart = Story.ownStream(subject).map(own::contains).orElse(!own.isEmpty());
        return require(story.only(read ->
                (read.brandId() == null ? !whole.isEmpty() && !isOfTheHouse(read) : whole.contains(read.brandId()))
                        || (takesPart && own.contains(read.entry().aggregateId()))));
    }

    /** What goes out in a bundle. @throws NotFound as above; {@code Forbidden} for whoever does not audit a brand of it */
    AuditTrail.Trail audit(String subject) {
        return require(trail.find(subject, access.brands(Action.READ_AUDIT)).only(read -> !isOfTheHouse(read)));
    }

    private AuditTrail.Trail require(AuditTrail.Trail seen) {
        if (!seen.brands().isEmpty()) {
            return seen;
        }
        var subject = seen.subject();
        var home = WithoutWall.ask(() -> trail.find(subject, EVERY)).brands().stream()
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

    private boolean seesWhole(String brand, AuditTrail.Trail story) {
        return audits(brand)
                || (access.may(Action.READ_OWN_RECORD, brand)
                        && story.entries().stream()
                                .anyMatch(read -> brand.equals(read.brandId()) && isOwn(story, read)));
    }

    private boolean audits(String brand) {
        return access.may(Action.READ_AUDIT, brand) || access.may(Action.READ_RECORD, brand);
    }

    /** When somebody signed in, changed their password or left is for whoever audits the house, not for each brand that gave them a right. */
    private boolean isOfTheHouse(LedgerEvents.Read read) {
        return read.brandId() == null
                && isOfAMember(read)
                && !access.brands(Action.READ_AUDIT).all();
    }

    private static boolean isOfAMember(LedgerEvents.Read read) {
        return read.entry().aggregateId().startsWith("Member/");
    }

    /** Where the reader acted. */
    private static Set<String> ownStreams(AuditTrail.Trail story) {
        return story.entries().stream()
                .filter(read -> isOwn(story, read))
                .map(read -> read.entry().aggregateId())
                .collect(Collectors.toSet());
    }

    /**
     * To have been refused is no part, else whoever tries the door twice would be let in; nor is to have asked others to look at something,
     * but of that matter itself.
     */
    private static boolean isOwn(AuditTrail.Trail story, LedgerEvents.Read read) {
        return !(read.event() instanceof ActRefused)
                && (!(read.event() instanceof EscalationEvent)
                        || story.subject().startsWith("escalation:"))
                && CurrentActor.require().id().equals(read.metadata().get(EntryMetadata.ACTOR));
    }
}
