package org.parvis.publishing.post;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.api.Slot;

/**
 * Begins an editorial item or changes it; with the same content it changes nothing.
 *
 * @param seenRevision the revision its writer changes, null when they did not say
 */
public record WritePost(
        @TargetAggregateIdentifier String postId,
        String brandId,
        String title,
        PostKind kind,
        List<DraftVariant> variants,
        @Nullable Slot slot,
        @Nullable Integer seenRevision) {

    public WritePost {
        variants = List.copyOf(variants);
    }
}
