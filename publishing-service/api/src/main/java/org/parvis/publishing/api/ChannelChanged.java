package org.parvis.publishing.api;

import java.util.Map;

/** An account of ours was described anew. */
public record ChannelChanged(
        String channelId,
        String brandId,
        Network network,
        String name,
        String zone,
        Map<String, String> settings,
        int undoSeconds)
        implements ChannelEvent {

    public ChannelChanged {
        settings = Map.copyOf(settings);
    }
}
