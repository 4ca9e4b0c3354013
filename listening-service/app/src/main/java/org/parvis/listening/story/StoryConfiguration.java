package org.parvis.listening.story;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The aggregates of this feature, and the job that drops what is too old to be told again. */
@Configuration(proxyBeanMethods = false)
class StoryConfiguration {

    @Bean
    AggregateOf<Membership> membershipAggregate() {
        return AggregateOf.type(Membership.class);
    }

    @Bean
    AggregateOf<StoryBook> storyBookAggregate() {
        return AggregateOf.type(StoryBook.class);
    }

    @Bean
    Task<?> storyTraceDropping(TraceRows traces) {
        return Tasks.recurring("listening.story.traces", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> traces.dropOld());
    }
}
