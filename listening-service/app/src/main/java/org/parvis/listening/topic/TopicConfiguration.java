package org.parvis.listening.topic;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The aggregate of this feature. */
@Configuration(proxyBeanMethods = false)
class TopicConfiguration {

    @Bean
    AggregateOf<Topic> topicAggregate() {
        return AggregateOf.type(Topic.class);
    }
}
