package org.parvis.publishing.network.town;

import org.parvis.fetcher.Fetcher;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The town, where this installation has one. */
@Configuration(proxyBeanMethods = false)
class TownConfiguration {

    @Bean
    TownAdapter townAdapter(Fetcher fetcher, @Value("${parvis.town.url:http://127.0.0.1:8081}") String url) {
        return new TownAdapter(fetcher, url);
    }
}
