package org.parvis.publishing.channel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A channel as somebody describes it; nothing of it is trusted yet. */
record ChannelForm(
        @Nullable String brand,
        @Nullable String network,
        @Nullable String name,
        @Nullable String zone,
        @Nullable Map<String, @Nullable String> settings,
        @Nullable Map<String, @Nullable String> credentials,
        @Nullable Integer undoSeconds) {}
