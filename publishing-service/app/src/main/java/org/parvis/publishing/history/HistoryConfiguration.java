package org.parvis.publishing.history;

import org.parvis.ledger.LedgerEventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to the past. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

    @Bean
    History history(LedgerEventStore store) {
        return new History(store);
    }
}
