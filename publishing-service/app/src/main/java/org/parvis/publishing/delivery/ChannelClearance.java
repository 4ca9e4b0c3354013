package org.parvis.publishing.delivery;

import java.time.Instant;
import java.util.Map;
import org.parvis.publishing.channel.ChannelView;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.network.Networks;

/**
 * The channel belongs to the brand, is switched on, and points to where it pointed when the words were let go: an approval is for the place
 * that its people had before their eyes.
 */
public final class ChannelClearance implements Clearance {

    private final Channels channels;
    private final Networks networks;

    public ChannelClearance(Channels channels, Networks networks) {
        this.channels = channels;
        this.networks = networks;
    }

    @Override
    public Verdict check(Candidate candidate, Instant now) {
        return channels.since(candidate.channelId(), candidate.letGoAt())
                .filter(channel -> channel.now().brandId().equals(candidate.brandId()))
                .map(this::check)
                .orElseGet(() -> new Verdict.Cancel("CHANNEL_UNKNOWN"));
    }

    private Verdict check(Channels.Since channel) {
        if (!channel.now().isEnabled()) {
            return new Verdict.Hold("CHANNEL_DISABLED", null);
        }
        return place(channel.then()).equals(place(channel.now()))
                ? Verdict.CLEAR
                : new Verdict.Hold("CHANNEL_MOVED", null);
    }

    private Map<String, String> place(ChannelView channel) {
        return networks.of(channel.network()).place(channel.settings());
    }
}
