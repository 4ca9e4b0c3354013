package org.parvis.publishing.network.wordpress;

import org.parvis.fetcher.Fetcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** WordPress, spoken. */
@Configuration(proxyBeanMethods = false)
class WordPressConfiguration {

    @Bean
    WordPressAdapter wordPressAdapter(Fetcher fetcher) {
        return new WordPressAdapter(fetcher);
    }
}
