package org.parvis.moderation.escalation;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the aggregate. */
@Configuration(proxyBeanMethods = false)
class EscalationConfiguration {

    @Bean
    AggregateOf<Escalation> escalation() {
        return AggregateOf.type(Escalation.class);
    }
}
