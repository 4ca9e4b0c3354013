package org.parvis.crm.productline;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says that crm owns this aggregate. */
@Configuration(proxyBeanMethods = false)
class ProductLineConfiguration {

    @Bean
    AggregateOf<ProductLine> productLine() {
        return AggregateOf.type(ProductLine.class);
    }
}
