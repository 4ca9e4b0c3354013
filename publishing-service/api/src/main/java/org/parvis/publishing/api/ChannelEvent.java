package org.parvis.publishing.api;

/** All that happens to a channel. */
public sealed interface ChannelEvent
        permits ChannelChanged, ChannelConnected, ChannelCredentialsReplaced, ChannelDisabled, ChannelEnabled {

    String channelId();

    String brandId();
}
