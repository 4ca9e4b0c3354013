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
 * What is sent to give a right. What is left out does not narrow it; what is sent empty is refused, because whoever forgot to fill it in
 * did not mean all there is.
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
                country == null ? null : Fields.country("country", filled("country", country)),
                channel == null ? null : Ids.requireValid("channel", filled("channel", channel)),
                end());
    }

    private static String filled(String field, String value) {
        if (value.isBlank()) {
            throw new InvalidInput(field, "empty-is-not-all");
        }
        return value;
    }

    private @Nullable Instant end() {
        if (until == null) {
            return null;
        }
        filled("until", until);
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
