package org.parvis.identity.session;

import org.parvis.axon.AggregateOf;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the aggregate. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionSettings.class)
class SessionConfiguration {

    @Bean
    AggregateOf<Session> session() {
        return AggregateOf.type(Session.class);
    }
}
