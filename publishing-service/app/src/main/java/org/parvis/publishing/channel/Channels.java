package org.parvis.publishing.channel;

import java.util.Optional;
import org.parvis.publishing.api.ChannelEvent;
import org.parvis.publishing.history.History;

/** Channels as the ledger knows them now. */
public final class Channels {

    private final History history;

    public Channels(History history) {
        this.history = history;
    }

    public Optional<ChannelView> find(String channelId) {
        var channel = new Channel();
        var version = history.each("Channel", channelId, ChannelEvent.class, entry -> channel.evolve(entry.event()));
        return version < 0 ? Optional.empty() : Optional.of(channel.view(version));
    }
}
