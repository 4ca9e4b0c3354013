package org.parvis.publishing.post;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post as somebody describes it; nothing of it is trusted yet. */
record PostForm(
        @Nullable String brand,
        @Nullable String title,
        @Nullable String kind,
        @Nullable List<@Nullable VariantForm> variants,
        @Nullable SlotForm slot) {

    /** The text for one channel. */
    record VariantForm(
            @Nullable String channel,
            @Nullable String language,
            @Nullable String text,
            @Nullable List<Object> media) {}

    /** Local time and zone. */
    record SlotForm(@Nullable String local, @Nullable String zone) {}
}
