package org.parvis.identity.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A member received a right: a role on a brand, narrowed to a country or channel, until an instant. */
public record GrantGiven(
        String memberId,
        String grantId,
        Role role,
        String brandId,
        @Nullable String country,
        @Nullable String channelId,
        @Nullable Instant until)
        implements MemberEvent {}
