package org.parvis.publishing.network.bluesky;

import java.time.Clock;
import org.parvis.fetcher.Fetcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bluesky, and any other server of the AT Protocol. */
@Configuration(proxyBeanMethods = false)
class BlueskyConfiguration {

    @Bean
    BlueskyAdapter blueskyAdapter(Fetcher fetcher, Clock clock) {
        return new BlueskyAdapter(fetcher, clock);
    }
}
