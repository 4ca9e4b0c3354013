package org.parvis.moderation.escalation;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;

/** A matter as a caller raises it. */
record EscalationForm(
        @Nullable String id,
        @Nullable String subject,
        @Nullable String brand,
        @Nullable String reason,
        @Nullable String rota) {

    private static final Pattern SUBJECT = Pattern.compile("[a-z]{2,20}:[a-z0-9_-]{1,64}");
    static final int LONGEST_REASON = 500;

    String requireBrand() {
        return Ids.requireValid("brand", Objects.requireNonNullElse(brand, ""));
    }

    String requireSubject() {
        if (subject == null || !SUBJECT.matcher(subject).matches()) {
            throw new InvalidInput("subject", "subject");
        }
        return subject;
    }

    String requireReason() {
        if (reason == null || reason.isBlank()) {
            throw new InvalidInput("reason", "required");
        }
        if (reason.length() > LONGEST_REASON) {
            throw new InvalidInput("reason", "too-long", LONGEST_REASON);
        }
        return reason.strip();
    }

    String idOrNext() {
        return id == null || id.isBlank() ? Ids.ofRequest() : Ids.requireValid(id);
    }
}
