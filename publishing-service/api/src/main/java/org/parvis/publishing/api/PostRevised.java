package org.parvis.publishing.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An editorial item changed; an approval given before is void. */
public record PostRevised(
        String postId,
        String brandId,
        String title,
        PostKind kind,
        List<Variant> variants,
        @Nullable Slot slot,
        String editorId,
        int revision)
        implements PostEvent {

    public PostRevised {
        variants = List.copyOf(variants);
    }
}
