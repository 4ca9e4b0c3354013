package org.parvis.publishing.channel;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.Network;

/**
 * Sets a channel up; repeated with the same content it changes nothing.
 *
 * @param fingerprint keyed digest of the secrets given with it, null when none were
 */
public record ConnectChannel(
        @TargetAggregateIdentifier String channelId,
        String brandId,
        Network network,
        String name,
        String zone,
        Map<String, String> settings,
        int undoSeconds,
        @Nullable String fingerprint) {

    public ConnectChannel {
        settings = Map.copyOf(settings);
    }
}
