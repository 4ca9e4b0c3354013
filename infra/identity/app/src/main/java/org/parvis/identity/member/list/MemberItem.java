package org.parvis.identity.member.list;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Theme;

/**
 * One member.
 *
 * @param passwordChangedAt null for somebody who cannot sign in yet
 */
public record MemberItem(
        String id,
        String name,
        String email,
        String language,
        Theme theme,
        String zone,
        Instant registeredAt,
        @Nullable Instant passwordChangedAt,
        @Nullable Instant leftAt) {}
