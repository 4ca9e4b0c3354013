package org.parvis.listening.mention;

import org.parvis.axon.AggregateOf;
import org.parvis.listening.classification.Classifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The aggregate of this feature, and the reader that all share: it holds its models in memory. */
@Configuration(proxyBeanMethods = false)
class MentionConfiguration {

    @Bean
    Classifier classifier() {
        return new Classifier();
    }

    @Bean
    AggregateOf<Mention> mentionAggregate() {
        return AggregateOf.type(Mention.class);
    }
}
