package org.parvis.identity.secondperson;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the aggregate. */
@Configuration(proxyBeanMethods = false)
class SecondPersonConfiguration {

    @Bean
    AggregateOf<SecondPersonRule> secondPersonRule() {
        return AggregateOf.type(SecondPersonRule.class);
    }
}
