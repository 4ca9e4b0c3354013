package org.parvis.publishing.channel;

import java.time.Clock;
import org.parvis.axon.AggregateOf;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.WaitingRoom;
import org.parvis.privacy.KeyRing;
import org.parvis.publishing.history.History;
import org.parvis.publishing.network.Networks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Channels, put together. */
@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

    @Bean
    AggregateOf<Channel> channel() {
        return AggregateOf.type(Channel.class);
    }

    @Bean
    Channels channels(History history) {
        return new Channels(history);
    }

    @Bean
    ChannelList channelList(JdbcClient jdbc) {
        return new ChannelList(jdbc);
    }

    @Bean
    Credentials credentials(JdbcClient jdbc, KeyRing keys) {
        return new Credentials(jdbc, keys);
    }

    @Bean
    Accounts accounts(Credentials credentials, Networks networks) {
        return new Accounts(credentials, networks);
    }

    @Bean
    ChannelHealth channelHealth(JdbcClient jdbc) {
        return new ChannelHealth(jdbc);
    }

    @Bean
    Outlooks outlooks(JdbcClient jdbc, Clock clock) {
        return new Outlooks(jdbc, clock);
    }

    @Bean
    ChannelDesk channelDesk(
            Commands commands,
            Access access,
            Channels channels,
            Credentials credentials,
            Accounts accounts,
            Networks networks,
            ChannelHealth health,
            WaitingRoom waiting) {
        return new ChannelDesk(commands, access, channels, credentials, accounts, networks, health, waiting);
    }
}
