package org.parvis.moderation.guideline;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the aggregate. */
@Configuration(proxyBeanMethods = false)
class GuidelineConfiguration {

    @Bean
    AggregateOf<Guideline> guideline() {
        return AggregateOf.type(Guideline.class);
    }
}
