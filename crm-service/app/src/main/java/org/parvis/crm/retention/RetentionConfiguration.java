package org.parvis.crm.retention;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.parvis.axon.AggregateOf;
import org.springframework.beans.factory.annotation.Value;
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
    RecurringTask<Void> crmExpirePeople(Expiry expiry, @Value("${parvis.retention.look-every:PT5S}") Duration between) {
        return Tasks.recurring("crm-expire-people", FixedDelay.of(between))
                .execute((instance, context) -> expiry.runDue());
    }
}
