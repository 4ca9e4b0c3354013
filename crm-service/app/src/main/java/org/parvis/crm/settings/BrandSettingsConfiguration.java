package org.parvis.crm.settings;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says that crm owns this aggregate. */
@Configuration(proxyBeanMethods = false)
class BrandSettingsConfiguration {

    @Bean
    AggregateOf<BrandSettings> brandSettings() {
        return AggregateOf.type(BrandSettings.class);
    }
}
