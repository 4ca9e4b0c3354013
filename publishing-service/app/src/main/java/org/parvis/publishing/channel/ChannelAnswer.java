package org.parvis.publishing.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.network.Allowance;
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

    /**
     * How it fares, as far as was noticed.
     *
     * @param secretUntil when the secret ends, as far as the network says
     * @param missing what the secret must allow and does not
     * @param atRisk posts and replies that are due when they could not leave
     */
    record Health(
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Nullable String failure,
            @Nullable String detail,
            @Nullable String account,
            @Nullable Instant secretUntil,
            @Nullable Long secretDaysLeft,
            Set<String> missing,
            @Nullable Allowance allowance,
            long atRisk) {}

    static ChannelAnswer of(ChannelView channel, ChannelHealth.@Nullable Condition condition, Outlook outlook) {
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
                                condition.account(),
                                outlook.secretUntil(),
                                outlook.daysLeft(),
                                outlook.missing(),
                                outlook.allowance(),
                                outlook.atRisk()),
                channel.version());
    }
}
