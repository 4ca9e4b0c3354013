package org.parvis.crm.relation;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says that crm owns this aggregate. */
@Configuration(proxyBeanMethods = false)
class RelationConfiguration {

    @Bean
    AggregateOf<Relation> relation() {
        return AggregateOf.type(Relation.class);
    }
}
