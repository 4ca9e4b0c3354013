package org.parvis.crm.erasure;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says that crm owns this aggregate, and carries out what was approved. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

    @Bean
    AggregateOf<Erasure> erasure() {
        return AggregateOf.type(Erasure.class);
    }

    @Bean
    RecurringTask<Void> crmClearLeftovers(ErasureLeftovers leftovers) {
        return Tasks.recurring("crm-clear-leftovers", FixedDelay.ofSeconds(5))
                .execute((instance, context) -> leftovers.clear());
    }

    @Bean
    RecurringTask<Void> crmErasePeople(ErasureExecution execution) {
        return Tasks.recurring("crm-erase-people", FixedDelay.ofSeconds(1))
                .execute((instance, context) -> execution.eraseApproved());
    }
}
