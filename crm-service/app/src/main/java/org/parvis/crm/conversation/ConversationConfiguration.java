package org.parvis.crm.conversation;

import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says that crm owns this aggregate. */
@Configuration(proxyBeanMethods = false)
class ConversationConfiguration {

    @Bean
    AggregateOf<Conversation> conversation() {
        return AggregateOf.type(Conversation.class);
    }
}
