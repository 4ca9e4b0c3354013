package org.parvis.identity.rights;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;

/**
 * A right a member holds: a role on a brand, narrowed to a country or channel when these are given, until an instant when that is given.
 * The brand {@value #EVERY_BRAND} stands for every brand of the house.
 */
public record Grant(
        String grantId,
        Role role,
        String brandId,
        @Nullable String country,
        @Nullable String channelId,
        @Nullable Instant until) {

    public static final String EVERY_BRAND = "*";

    /** A brand is of one country, and a channel of one brand: one of every brand is nowhere, and such a right is no longer given. */
    boolean hasPlace() {
        return !brandId.equals(EVERY_BRAND) || (country == null && channelId == null);
    }

    boolean covers(String brand, @Nullable String channel) {
        return (brandId.equals(EVERY_BRAND) || brandId.equals(brand))
                && (channelId == null || channel == null || channelId.equals(channel));
    }

    public boolean holdsAt(Instant now) {
        return until == null || now.isBefore(until);
    }
}
