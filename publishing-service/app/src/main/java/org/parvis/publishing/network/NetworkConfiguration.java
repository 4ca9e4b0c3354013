package org.parvis.publishing.network;

import java.time.Clock;
import java.util.List;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The door to the networks, and who speaks what behind it. */
@Configuration(proxyBeanMethods = false)
class NetworkConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Fetcher fetcher(Clock clock, @Value("${parvis.fetch.allow:${PARVIS_FETCH_ALLOW:}}") String allowed) {
        return new Fetcher(FetchPolicy.standard().allowing(AllowList.parse(allowed)), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    Networks networks(List<NetworkAdapter> adapters) {
        return new Networks(adapters);
    }
}
