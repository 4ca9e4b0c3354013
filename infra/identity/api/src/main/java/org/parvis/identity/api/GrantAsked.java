package org.parvis.identity.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A right waits for a second person. It allows nothing until {@link GrantGiven} says so. */
public record GrantAsked(
        String memberId,
        String grantId,
        Role role,
        String brandId,
        @Nullable String country,
        @Nullable String channelId,
        @Nullable Instant until,
        String askerId)
        implements MemberEvent {}
