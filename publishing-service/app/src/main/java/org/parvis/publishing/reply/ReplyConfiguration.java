package org.parvis.publishing.reply;

import org.parvis.axon.AggregateOf;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.publishing.channel.ChannelList;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.delivery.Deliveries;
import org.parvis.publishing.history.History;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Replies, put together. */
@Configuration(proxyBeanMethods = false)
class ReplyConfiguration {

    @Bean
    AggregateOf<Reply> reply() {
        return AggregateOf.type(Reply.class);
    }

    @Bean
    Replies replies(History history) {
        return new Replies(history);
    }

    @Bean
    ReplyClearance replyClearance(Replies replies) {
        return new ReplyClearance(replies);
    }

    @Bean
    ReplyDesk replyDesk(
            Commands commands,
            Access access,
            Replies replies,
            Deliveries deliveries,
            Channels channels,
            ChannelList channelList,
            Conversations conversations,
            RightToAnswer right) {
        return new ReplyDesk(commands, access, replies, deliveries, channels, channelList, conversations, right);
    }
}
