package org.parvis.listening.alert;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.parvis.axon.AggregateOf;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The aggregates of this feature, and the job that looks each minute. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

    @Bean
    AggregateOf<Watch> watchAggregate() {
        return AggregateOf.type(Watch.class);
    }

    @Bean
    AggregateOf<AlertRule> alertRuleAggregate() {
        return AggregateOf.type(AlertRule.class);
    }

    @Bean
    Task<?> alertLooking(AlertRound round, @Value("${parvis.listening.alert-every:PT1M}") Duration every) {
        return Tasks.recurring("listening.alert.round", FixedDelay.of(every))
                .execute((instance, context) -> round.look());
    }
}
