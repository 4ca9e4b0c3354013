package org.parvis.identity.member;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Grant;

/** What a grant allows: a role on a brand, narrowed to a country or channel, until an instant. */
public record GrantTerms(
        Role role,
        String brandId,
        @Nullable String country,
        @Nullable String channelId,
        @Nullable Instant until) {

    private static final Set<Role> DECIDING = EnumSet.of(Role.LEAD, Role.AUDITOR, Role.ADMIN);

    /** Whether these terms let a member run the whole house, with no end in sight. */
    boolean keepTheHouse() {
        return role == Role.ADMIN && brandId.equals(Grant.EVERY_BRAND) && channelId == null && until == null;
    }

    /** Whether these terms let a member decide about what others do, or about rights. */
    boolean decide() {
        return DECIDING.contains(role);
    }

    boolean ended(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
