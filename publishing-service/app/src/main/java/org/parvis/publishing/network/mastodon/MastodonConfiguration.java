package org.parvis.publishing.network.mastodon;

import java.time.Clock;
import org.parvis.fetcher.Fetcher;
import org.parvis.publishing.network.Notices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mastodon, spoken. */
@Configuration(proxyBeanMethods = false)
class MastodonConfiguration {

    @Bean
    MastodonAdapter mastodonAdapter(Fetcher fetcher, Notices notices, Clock clock) {
        return new MastodonAdapter(fetcher, notices, clock);
    }
}
