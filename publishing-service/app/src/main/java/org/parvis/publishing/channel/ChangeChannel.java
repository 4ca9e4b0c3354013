package org.parvis.publishing.channel;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Describes a channel anew. Its network stays what it is.
 *
 * @param fingerprint keyed digest of new secrets, null to keep the old ones
 * @param expectedVersion the version the editor saw, null when they did not say
 */
public record ChangeChannel(
        @TargetAggregateIdentifier String channelId,
        String brandId,
        String name,
        String zone,
        Map<String, String> settings,
        int undoSeconds,
        @Nullable String fingerprint,
        @Nullable Long expectedVersion) {

    public ChangeChannel {
        settings = Map.copyOf(settings);
    }
}
