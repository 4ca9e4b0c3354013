package org.parvis.publishing.delivery;

import java.time.Clock;
import java.util.List;
import org.parvis.axon.AggregateOf;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.FairShares;
import org.parvis.publishing.channel.Accounts;
import org.parvis.publishing.channel.ChannelHealth;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.history.History;
import org.parvis.publishing.network.Networks;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way out, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliverySettings.class)
class DeliveryConfiguration {

    @Bean
    AggregateOf<Delivery> delivery() {
        return AggregateOf.type(Delivery.class);
    }

    @Bean
    DeliveryRules deliveryRules(DeliverySettings settings) {
        return settings.rules();
    }

    @Bean
    Expiry expiry(DeliverySettings settings) {
        return new Expiry(settings.replyExpires(), settings.postExpires());
    }

    @Bean
    Deliveries deliveries(History history) {
        return new Deliveries(history);
    }

    @Bean
    DeliveryList deliveryList(JdbcClient jdbc) {
        return new DeliveryList(jdbc);
    }

    @Bean
    StopBoard stopBoard(JdbcClient jdbc, DeliveryList deliveries) {
        return new StopBoard(jdbc, deliveries);
    }

    @Bean
    Claims claims(JdbcClient jdbc) {
        return new Claims(jdbc);
    }

    @Bean
    Throttle throttle(DeliverySettings settings) {
        return new Throttle(settings.sendsPerMinute(), settings.breakerOpen());
    }

    @Bean
    ChannelClearance channelClearance(Channels channels, Networks networks) {
        return new ChannelClearance(channels, networks);
    }

    @Bean
    Gate gate(List<Clearance> conditions) {
        return new Gate(conditions);
    }

    @Bean
    DeliveryWorker deliveryWorker(
            Deliveries deliveries,
            Gate gate,
            Claims claims,
            Commands commands,
            Channels channels,
            Accounts accounts,
            Networks networks,
            DeliveryList elsewhere,
            ChannelHealth health,
            Throttle throttle,
            DeliveryRules rules,
            Clock clock) {
        return new DeliveryWorker(
                deliveries,
                gate,
                claims,
                commands,
                channels,
                accounts,
                networks,
                elsewhere,
                health,
                throttle,
                rules,
                clock,
                System::nanoTime);
    }

    @Bean
    Dispatcher dispatcher(Claims claims, DeliveryWorker worker, DeliveryRules rules, DeliverySettings settings) {
        return new Dispatcher(
                claims, worker, rules, settings.poll(), new FairShares(settings.workers(), settings.workersPerBrand()));
    }

    @Bean
    WhenDeliveryMovesThenQueue deliveryQueue(Claims claims, Deliveries deliveries, Dispatcher dispatcher) {
        return new WhenDeliveryMovesThenQueue(claims, deliveries, dispatcher);
    }

    @Bean
    DeliveryDesk deliveryDesk(
            Commands commands,
            Access access,
            Deliveries deliveries,
            WaysOut waysOut,
            Gate gate,
            Claims claims,
            Clock clock) {
        return new DeliveryDesk(commands, access, deliveries, waysOut, gate, claims, clock);
    }
}
