package org.parvis.moderation.escalation;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.parvis.axon.Commands;
import org.parvis.identity.rights.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The alarm clock of a matter: when a level's time is over it sends one command and decides nothing. */
@Configuration(proxyBeanMethods = false)
class ClimbJob {

    private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("moderation-climb");
    private static final Actor CALLER = Actor.automation("moderation.escalation.climbing");
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    /** The job that makes one call of one matter; its name says all it knows. */
    static TaskInstance<Void> toMake(String escalationId, int step) {
        return TASK.instance(escalationId + "/" + step).build();
    }

    @Bean
    Task<Void> climb(Commands commands) {
        return Tasks.custom(TASK)
                .onFailure(ClimbJob::tryAgain)
                .onDeadExecutionRevive()
                .execute((instance, context) -> call(instance.getId(), commands));
    }

    private static CompletionHandler<Void> call(String job, Commands commands) {
        var slash = job.lastIndexOf('/');
        var command = new Climb(job.substring(0, slash), Integer.parseInt(job.substring(slash + 1)));
        try {
            commands.send(command, CALLER, "climb-" + job);
            return new CompletionHandler.OnCompleteRemove<>();
        } catch (EscalationRefused e) {
            // Only "too early" can be said to it: this machine's clock runs ahead of the one that set the time.
            return ClimbJob::tryAgain;
        }
    }

    /** Neither a database that was down nor a clock that ran ahead may end the climbing. */
    private static void tryAgain(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        operations.reschedule(complete, complete.getTimeDone().plus(AGAIN_AFTER));
    }
}
