package org.parvis.publishing.network.manual;

import org.parvis.fetcher.Fetcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Posting by hand. */
@Configuration(proxyBeanMethods = false)
class ManualConfiguration {

    @Bean
    ManualAdapter manualAdapter(Fetcher fetcher) {
        return new ManualAdapter(fetcher);
    }
}
