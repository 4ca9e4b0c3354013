package org.parvis.identity.brand;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the aggregate. */
@Configuration(proxyBeanMethods = false)
class BrandConfiguration {

    @Bean
    AggregateOf<Brand> brand() {
        return AggregateOf.type(Brand.class);
    }
}
