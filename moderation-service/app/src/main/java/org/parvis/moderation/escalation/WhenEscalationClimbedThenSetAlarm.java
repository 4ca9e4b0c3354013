package org.parvis.moderation.escalation;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.moderation.api.EscalationClimbed;
import org.springframework.stereotype.Component;

/** After each call, sets the alarm for the next one; an alarm that is set already stays. */
@Component
@ProcessingGroup("moderation.escalation.climbing")
class WhenEscalationClimbedThenSetAlarm {

    private final Scheduler scheduler;

    WhenEscalationClimbedThenSetAlarm(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @EventHandler
    void react(EscalationClimbed event) {
        scheduler.scheduleIfNotExists(
                ClimbJob.toMake(event.escalationId(), event.step() + 1), event.acknowledgeBefore());
    }
}
