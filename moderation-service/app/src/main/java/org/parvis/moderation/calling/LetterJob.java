package org.parvis.moderation.calling;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for waiting letters all the time, on one replica at a time. */
@Configuration(proxyBeanMethods = false)
class LetterJob {

    @Bean
    RecurringTask<Void> letterRound(PostRound round) {
        return Tasks.recurring("moderation-letters", FixedDelay.of(Duration.ofSeconds(1)))
                .execute((instance, context) -> round.writeToMembers());
    }

    @Bean
    RecurringTask<Void> webhookLetterRound(WebhookRound round) {
        return Tasks.recurring("moderation-webhooks", FixedDelay.of(Duration.ofSeconds(1)))
                .execute((instance, context) -> round.tell());
    }
}
