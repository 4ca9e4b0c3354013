package org.parvis.publishing.network.webhook;

import java.time.Clock;
import org.parvis.fetcher.Fetcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Webhooks, sent. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    WebhookAdapter webhookAdapter(Fetcher fetcher, Clock clock) {
        return new WebhookAdapter(fetcher, clock);
    }
}
