package org.parvis.moderation.rota;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the aggregate. */
@Configuration(proxyBeanMethods = false)
class RotaConfiguration {

    @Bean
    AggregateOf<Rota> rota() {
        return AggregateOf.type(Rota.class);
    }
}
