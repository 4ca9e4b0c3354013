package org.parvis.crm.integration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the meeting with other services needs done by the clock, on one replica at a time. */
@Configuration(proxyBeanMethods = false)
class IntegrationJobs {

    private static final int AT_ONCE = 200;

    @Bean
    RecurringTask<Void> crmReceiveUnclassified(MessageIntake messages) {
        return Tasks.recurring("crm-receive-unclassified", FixedDelay.ofSeconds(5))
                .execute((instance, context) -> messages.receiveOverdue(AT_ONCE));
    }

    @Bean
    RecurringTask<Void> crmTellAuthors(AuthorTelling telling) {
        return Tasks.recurring("crm-tell-authors", FixedDelay.ofSeconds(2))
                .execute((instance, context) -> telling.tellNext(AT_ONCE));
    }
}
