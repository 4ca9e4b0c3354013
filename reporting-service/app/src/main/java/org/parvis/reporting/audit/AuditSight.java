package org.parvis.reporting.audit;

import org.parvis.axon.EntryMetadata;
import org.parvis.boot.Access;
import org.parvis.boot.CurrentActor;
import org.parvis.identity.api.ActRefused;
import org.parvis.identity.rights.Action;
import org.springframework.stereotype.Component;

/** Who may read a story: whoever audits the brand, whoever leads it, and whoever has a part in it. */
@Component
final class AuditSight {

    private final Access access;

    AuditSight(Access access) {
        this.access = access;
    }

    void require(AuditTrail.Trail story) {
        var brand = story.brandId();
        var mayRead = access.may(Action.READ_AUDIT, brand)
                || access.may(Action.READ_RECORD, brand)
                || (access.may(Action.READ_OWN_RECORD, brand) && hasAPartIn(story));
        if (!mayRead) {
            access.require(Action.READ_AUDIT, brand, null, story.subject());
        }
    }

    /** To have been refused is no part: else whoever tries the door twice would be let in. */
    private static boolean hasAPartIn(AuditTrail.Trail story) {
        var reader = CurrentActor.require().id();
        return story.entries().stream()
                .filter(entry -> !(entry.event() instanceof ActRefused))
                .anyMatch(entry -> reader.equals(entry.metadata().get(EntryMetadata.ACTOR)));
    }
}
