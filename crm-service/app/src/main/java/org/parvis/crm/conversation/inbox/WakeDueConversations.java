package org.parvis.crm.conversation.inbox;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.parvis.axon.Commands;
import org.parvis.crm.conversation.WakeConversation;
import org.parvis.identity.rights.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Brings set-aside conversations back when their time has come. */
@Component
class WakeDueConversations {

    private static final Actor SELF = Actor.automation("crm.conversation.waking");
    private static final int AT_ONCE = 200;
    private static final Logger LOG = LoggerFactory.getLogger(WakeDueConversations.class);

    private final Conversations conversations;
    private final Commands commands;
    private final Clock clock;

    WakeDueConversations(Conversations conversations, Commands commands, Clock clock) {
        this.conversations = conversations;
        this.commands = commands;
        this.clock = clock;
    }

    void run() {
        for (var sleeping : conversations.due(clock.instant(), AT_ONCE)) {
            var wake = new WakeConversation(sleeping.conversationId(), sleeping.brandId(), sleeping.until());
            try {
                commands.send(wake, SELF, "wake " + sleeping.conversationId() + " " + sleeping.until());
            } catch (RuntimeException e) {
                LOG.warn("Conversation {} cannot be woken yet; tried again", sleeping.conversationId(), e);
            }
        }
    }

    /** On one replica at a time. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> crmWakeConversations(WakeDueConversations waking) {
            return Tasks.recurring("crm-wake-conversations", FixedDelay.ofSeconds(5))
                    .execute((instance, context) -> waking.run());
        }
    }
}
