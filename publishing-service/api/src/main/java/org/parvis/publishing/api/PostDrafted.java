package org.parvis.publishing.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An editorial item was begun. */
public record PostDrafted(
        String postId,
        String brandId,
        String title,
        PostKind kind,
        List<Variant> variants,
        @Nullable Slot slot,
        String authorId)
        implements PostEvent {

    public PostDrafted {
        variants = List.copyOf(variants);
    }
}
