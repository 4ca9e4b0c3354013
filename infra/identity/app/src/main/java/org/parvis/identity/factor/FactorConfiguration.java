package org.parvis.identity.factor;

import org.parvis.axon.AggregateOf;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the aggregate. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FactorSettings.class)
class FactorConfiguration {

    @Bean
    AggregateOf<SecondFactorRule> secondFactorRule() {
        return AggregateOf.type(SecondFactorRule.class);
    }
}
