package org.parvis.crm.retention;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says that crm owns this aggregate, and looks on the clock whose hour has come. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

    @Bean
    AggregateOf<Retention> retention() {
        return AggregateOf.type(Retention.class);
    }

    @Bean
    RecurringTask<Void> crmExpirePeople(Expiry expiry) {
        return Tasks.recurring("crm-expire-people", FixedDelay.ofSeconds(5))
                .execute((instance, context) -> expiry.runDue());
    }
}
