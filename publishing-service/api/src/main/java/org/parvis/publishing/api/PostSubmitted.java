package org.parvis.publishing.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The author wants these very words to go out. */
public record PostSubmitted(
        String postId,
        String brandId,
        String title,
        PostKind kind,
        List<Variant> variants,
        @Nullable Slot slot,
        String contentHash,
        int revision,
        String authorId,
        List<String> editors)
        implements PostEvent {

    public PostSubmitted {
        variants = List.copyOf(variants);
        editors = List.copyOf(editors);
    }
}
