package org.parvis.moderation.review;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Rights;

/** Who wants to decide, as the metadata of the command says: the aggregate trusts nothing else. */
record Judge(
        @Nullable String memberId,
        @Nullable String kind,
        @Nullable String role) {

    boolean isHuman() {
        return memberId != null && Actor.Kind.HUMAN.name().equals(kind);
    }

    boolean isAutomation() {
        return Actor.Kind.AUTOMATION.name().equals(kind);
    }

    boolean mayApprove() {
        return Arrays.stream(Role.values())
                .anyMatch(r -> r.name().equals(role) && Rights.of(r).contains(Action.APPROVE));
    }
}
