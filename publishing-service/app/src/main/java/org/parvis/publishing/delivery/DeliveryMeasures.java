package org.parvis.publishing.delivery;

import org.parvis.boot.Measured;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of the way out waits, for those who run the house. */
@Configuration(proxyBeanMethods = false)
class DeliveryMeasures {

    @Bean
    Measured deliveriesDue() {
        return new Measured(
                "deliveries.due",
                "deliveries that should have left by now",
                "select count(*) from delivery where state = 'READY' and not held and not_before < now()");
    }

    @Bean
    Measured deliveriesHeld() {
        return new Measured(
                "deliveries.held",
                "deliveries held back, most by a stop",
                "select count(*) from delivery where state in ('READY', 'UNKNOWN') and held");
    }

    @Bean
    Measured deliveriesUnknown() {
        return new Measured(
                "deliveries.unknown",
                "deliveries of which only the network knows whether they are live",
                "select count(*) from delivery where state = 'UNKNOWN'");
    }

    @Bean
    Measured deliveriesParked() {
        return new Measured(
                "deliveries.parked",
                "deliveries that wait for people to decide",
                "select count(*) from delivery where state = 'PARKED'");
    }

    @Bean
    Measured stopsMeasured() {
        return new Measured(
                "stops.in.force",
                "stops that hold publishing back",
                "select count(*) from stop where lifted_at is null");
    }
}
