package org.parvis.identity.member;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.StorableTime;
import org.parvis.identity.api.Role;
import org.parvis.identity.form.Fields;
import org.parvis.identity.rights.Grant;

/**
 * What is sent to give a right. Empty and absent mean the same.
 *
 * @param until an instant, or a day that still counts
 */
record GrantForm(
        @Nullable String role,
        @Nullable String brand,
        @Nullable String country,
        @Nullable String channel,
        @Nullable String until) {

    /** For which brand, for whoever asks for the right before the form is read. */
    String brandId() {
        var brandId = Fields.text("brand", brand, 64);
        return brandId.equals(Grant.EVERY_BRAND) ? brandId : Ids.requireValid("brand", brandId);
    }

    GrantTerms terms() {
        return new GrantTerms(
                Fields.oneOf("role", role, Role.class),
                brandId(),
                country == null || country.isBlank() ? null : Fields.country("country", country),
                channel == null || channel.isBlank() ? null : Ids.requireValid("channel", channel),
                end());
    }

    private @Nullable Instant end() {
        if (until == null || until.isBlank()) {
            return null;
        }
        try {
            return StorableTime.require(
                    "until",
                    until.contains("T")
                            ? Instant.parse(until.strip())
                            : LocalDate.parse(until.strip())
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (DateTimeException e) {
            throw new InvalidInput("until", "instant");
        }
    }
}
