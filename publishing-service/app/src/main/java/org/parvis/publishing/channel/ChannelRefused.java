package org.parvis.publishing.channel;

import java.util.Map;
import org.parvis.axon.Refused;

/** A channel's no. */
final class ChannelRefused extends Refused {

    ChannelRefused(Category category, ChannelRefusal reason, String channelId) {
        super(category, reason, "channel:" + channelId);
    }

    ChannelRefused(Category category, ChannelRefusal reason, String channelId, Map<String, Object> details) {
        super(category, reason, "channel:" + channelId, details);
    }
}
