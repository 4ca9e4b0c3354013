package org.parvis.identity.member.list;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Grant;

/** A right that a second person has to confirm, and who asked for it; {@code version} says which wish it is. */
public record WaitingGrant(
        String member,
        String id,
        long version,
        Role role,
        String brand,
        @Nullable String country,
        @Nullable String channel,
        @Nullable Instant until,
        String askedBy,
        Instant askedAt) {

    Grant grant() {
        return new Grant(id, role, brand, country, channel, until);
    }
}
