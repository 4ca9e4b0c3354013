package org.parvis.identity.member.list;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Grant;

/** One right of a member, and who gave it. */
public record GrantItem(
        String id,
        Role role,
        String brand,
        @Nullable String country,
        @Nullable String channel,
        @Nullable Instant until,
        String givenBy,
        Instant givenAt) {

    public Grant grant() {
        return new Grant(id, role, brand, country, channel, until);
    }

    public boolean holdsAt(Instant now) {
        return until == null || now.isBefore(until);
    }
}
