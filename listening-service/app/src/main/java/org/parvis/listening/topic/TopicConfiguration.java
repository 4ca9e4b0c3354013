package org.parvis.listening.topic;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.parvis.axon.AggregateOf;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The aggregate of this feature, and the job that puts on record what budgets left out. */
@Configuration(proxyBeanMethods = false)
class TopicConfiguration {

    @Bean
    AggregateOf<Topic> topicAggregate() {
        return AggregateOf.type(Topic.class);
    }

    @Bean
    Task<?> budgetLooking(BudgetRound round, @Value("${parvis.listening.budget-every:PT1M}") Duration every) {
        return Tasks.recurring("listening.topic.budget", FixedDelay.of(every))
                .execute((instance, context) -> round.look());
    }
}
