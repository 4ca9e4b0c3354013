package org.parvis.publishing.reply;

import java.time.Clock;
import org.parvis.axon.AggregateOf;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.MemberDirectory;
import org.parvis.publishing.channel.ChannelList;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.delivery.Deliveries;
import org.parvis.publishing.history.History;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

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
    ReplyList replyList(JdbcClient jdbc) {
        return new ReplyList(jdbc);
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

    @Bean
    Composers composers(
            Access access,
            Conversations conversations,
            Replies replies,
            ReplyDesk desk,
            ReplyList list,
            ChannelList channels,
            History history,
            MemberDirectory members,
            StopNotice stops,
            Clock clock) {
        return new Composers(access, conversations, replies, desk, list, channels, history, members, stops, clock);
    }
}
