package org.parvis.moderation.calling;

import java.time.Clock;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How webhooks are reached: public addresses, and private ones only when the house names them. */
@Configuration(proxyBeanMethods = false)
class CallingConfiguration {

    @Bean
    Fetcher webhookFetcher(Clock clock, @Value("${parvis.fetch.allow:${PARVIS_FETCH_ALLOW:}}") String allowed) {
        return new Fetcher(FetchPolicy.standard().allowing(AllowList.parse(allowed)), clock);
    }
}
