package org.parvis.crm.conversation;

import org.parvis.boot.Measured;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who waits for an answer, for those who run the house. */
@Configuration(proxyBeanMethods = false)
class ConversationMeasures {

    @Bean
    Measured conversationsWaiting() {
        return new Measured(
                "conversations.waiting",
                "open conversations whose last message nobody answered",
                "select count(*) from conversation where state = 'OPEN' and waiting_since is not null");
    }

    @Bean
    Measured longestWait() {
        return new Measured(
                "conversations.longest.wait.seconds", "how long the author who waits longest has waited", """
                select coalesce(extract(epoch from now() - min(waiting_since)), 0)
                from conversation where state = 'OPEN' and waiting_since is not null""");
    }

    @Bean
    Measured intakeWaiting() {
        return new Measured(
                "intake.waiting",
                "messages that no conversation has taken up yet",
                "select count(*) from intake where state = 'WAITING'");
    }
}
