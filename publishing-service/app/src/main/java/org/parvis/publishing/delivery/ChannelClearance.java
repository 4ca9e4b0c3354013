package org.parvis.publishing.delivery;

import java.time.Instant;
import org.parvis.publishing.channel.ChannelView;
import org.parvis.publishing.channel.Channels;

/** The channel belongs to the brand and is switched on. */
public final class ChannelClearance implements Clearance {

    private final Channels channels;

    public ChannelClearance(Channels channels) {
        this.channels = channels;
    }

    @Override
    public Verdict check(Candidate candidate, Instant now) {
        return channels.find(candidate.channelId())
                .filter(channel -> channel.brandId().equals(candidate.brandId()))
                .map(ChannelView::isEnabled)
                .map(enabled -> enabled ? Verdict.CLEAR : new Verdict.Hold("CHANNEL_DISABLED", null))
                .orElseGet(() -> new Verdict.Cancel("CHANNEL_UNKNOWN"));
    }
}
