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
        var past = history.of("Channel", channelId, ChannelEvent.class);
        if (past.isEmpty()) {
            return Optional.empty();
        }
        var channel = new Channel();
        past.entries().forEach(entry -> channel.evolve(entry.event()));
        return Optional.of(channel.view(past.version()));
    }
}
