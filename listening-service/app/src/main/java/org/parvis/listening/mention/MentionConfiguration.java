package org.parvis.listening.mention;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The aggregate of this feature. */
@Configuration(proxyBeanMethods = false)
class MentionConfiguration {

    @Bean
    AggregateOf<Mention> mentionAggregate() {
        return AggregateOf.type(Mention.class);
    }
}
