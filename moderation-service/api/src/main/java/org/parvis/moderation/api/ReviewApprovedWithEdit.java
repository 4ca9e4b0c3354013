package org.parvis.moderation.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** Somebody other than the author changed the words and approved them; both versions are on record. */
public record ReviewApprovedWithEdit(
        String reviewId,
        String brandId,
        Reviewed reviewed,
        String reviewedId,
        String approverId,
        @Subject @Nullable String personId,
        @Protected String text,
        String contentHash,
        String previousHash,
        @Protected @Nullable String note)
        implements ReviewEvent {}
