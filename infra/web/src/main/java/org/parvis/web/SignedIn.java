package org.parvis.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the shell must know about the member in front of the screen.
 *
 * @param place where or for whom the member works, shown under the name after the role ("Europe"); null to leave it out
 * @param brands ids of the brands the member has any right on; {@link #EVERY_BRAND} stands for all of them
 * @param language null when the member never chose one
 * @param until when all this must be asked again, because it may have changed
 */
public record SignedIn(
        String memberId,
        String name,
        @Nullable String place,
        Set<Role> roles,
        Set<String> brands,
        @Nullable Locale language,
        ZoneId zone,
        Theme theme,
        Instant until) {

    public static final String EVERY_BRAND = "*";

    public SignedIn {
        roles = Set.copyOf(roles);
        brands = Set.copyOf(brands);
    }

    public boolean mayFollow(String brandId) {
        return brands.contains(EVERY_BRAND) || brands.contains(brandId);
    }
}
