package org.parvis.crm.access;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says that crm owns this aggregate, and makes the copies that were asked for. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    AggregateOf<AccessExport> accessExport() {
        return AggregateOf.type(AccessExport.class);
    }

    @Bean
    RecurringTask<Void> crmMakeAccessExports(ExportMaker maker) {
        return Tasks.recurring("crm-make-access-exports", FixedDelay.ofSeconds(2))
                .execute((instance, context) -> maker.makeNext());
    }
}
