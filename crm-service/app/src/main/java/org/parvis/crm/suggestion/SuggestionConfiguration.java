package org.parvis.crm.suggestion;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says that crm owns this aggregate. */
@Configuration(proxyBeanMethods = false)
class SuggestionConfiguration {

    @Bean
    AggregateOf<Suggestion> suggestion() {
        return AggregateOf.type(Suggestion.class);
    }
}
