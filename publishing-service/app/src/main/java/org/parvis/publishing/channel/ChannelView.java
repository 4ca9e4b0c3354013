package org.parvis.publishing.channel;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.Network;

/**
 * A channel as it stands in the ledger.
 *
 * @param fingerprint of the secrets that are its own; null when there are none, and in lists
 */
public record ChannelView(
        String channelId,
        String brandId,
        Network network,
        String name,
        String zone,
        Map<String, String> settings,
        int undoSeconds,
        @Nullable String disabledBecause,
        boolean hasCredentials,
        @Nullable String fingerprint,
        long version) {

    public ChannelView {
        settings = Map.copyOf(settings);
    }

    public boolean isEnabled() {
        return disabledBecause == null;
    }

    public ZoneId zoneId() {
        return ZoneId.of(zone);
    }
}
