package org.parvis.publishing.api;

import java.util.Map;

/** An account of ours on a network was set up; credentials are kept apart, encrypted. */
public record ChannelConnected(
        String channelId,
        String brandId,
        Network network,
        String name,
        String zone,
        Map<String, String> settings,
        int undoSeconds)
        implements ChannelEvent {

    public ChannelConnected {
        settings = Map.copyOf(settings);
    }
}
