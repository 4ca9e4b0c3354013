package org.parvis.publishing.integration;

import java.util.Arrays;
import java.util.Optional;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.channel.ChannelList;
import org.parvis.publishing.channel.ChannelView;
import org.parvis.publishing.reply.ChannelChoice;
import org.parvis.publishing.reply.Mentions;
import org.springframework.stereotype.Component;

/** Answers on the network where the message was written. */
@Component
class ChannelOnSameNetwork implements ChannelChoice {

    private final Mentions mentions;
    private final ChannelList channels;

    ChannelOnSameNetwork(Mentions mentions, ChannelList channels) {
        this.mentions = mentions;
        this.channels = channels;
    }

    @Override
    public Optional<String> forAnswering(String brandId, String mentionId) {
        return mentions.find(mentionId)
                .filter(mention -> mention.brandId().equals(brandId))
                .flatMap(mention -> Arrays.stream(Network.values())
                        .filter(network -> network.name().equals(mention.network()))
                        .findFirst())
                .flatMap(network -> channels.on(brandId, network))
                .map(ChannelView::channelId);
    }
}
