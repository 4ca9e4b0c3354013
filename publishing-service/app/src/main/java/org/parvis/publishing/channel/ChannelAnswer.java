package org.parvis.publishing.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.network.TextLimit;

/** A channel as programs read it; its secrets are in no answer. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ChannelAnswer(
        String id,
        String brand,
        Network network,
        String name,
        String zone,
        Map<String, String> settings,
        boolean hasCredentials,
        int undoSeconds,
        boolean enabled,
        @Nullable String disabledBecause,
        int textLimit,
        @Nullable Health health,
        long version) {

    /** How it fares, as far as was noticed. */
    record Health(
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Nullable String failure,
            @Nullable String detail,
            @Nullable String account) {}

    static ChannelAnswer of(ChannelView channel, ChannelHealth.@Nullable Condition condition) {
        return new ChannelAnswer(
                channel.channelId(),
                channel.brandId(),
                channel.network(),
                channel.name(),
                channel.zone(),
                channel.settings(),
                channel.hasCredentials(),
                channel.undoSeconds(),
                channel.isEnabled(),
                channel.disabledBecause(),
                TextLimit.of(channel.network()).max(),
                condition == null
                        ? null
                        : new Health(
                                condition.lastSuccess(),
                                condition.lastFailure(),
                                condition.failure(),
                                condition.detail(),
                                condition.account()),
                channel.version());
    }
}
