package org.parvis.moderation.policy;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the aggregate. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    @Bean
    AggregateOf<Policy> policy() {
        return AggregateOf.type(Policy.class);
    }
}
