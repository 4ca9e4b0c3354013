package org.parvis.listening.correction;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The aggregate of this feature. */
@Configuration(proxyBeanMethods = false)
class CorrectionConfiguration {

    @Bean
    AggregateOf<CorrectionBatch> correctionBatchAggregate() {
        return AggregateOf.type(CorrectionBatch.class);
    }
}
