package org.parvis.publishing.channel;

import java.time.Instant;
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
        return since(channelId, Instant.MAX).map(Since::now);
    }

    /** As it stood then, or as it was connected where that came later, and as it stands now. */
    public Optional<Since> since(String channelId, Instant instant) {
        var then = new Channel();
        var now = new Channel();
        var version = history.each("Channel", channelId, ChannelEvent.class, entry -> {
            now.evolve(entry.event());
            if (entry.sequence() == 0 || !entry.at().isAfter(instant)) {
                then.evolve(entry.event());
            }
        });
        return version < 0 ? Optional.empty() : Optional.of(new Since(then.view(version), now.view(version)));
    }

    public record Since(ChannelView then, ChannelView now) {}
}
