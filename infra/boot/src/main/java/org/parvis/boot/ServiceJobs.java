package org.parvis.boot;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the {@link Task} beans of a service with db-scheduler: each job on one replica at a time, whatever restarts. */
@Configuration(proxyBeanMethods = false)
class ServiceJobs {

    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    @Bean
    Scheduler scheduler(
            DataSource dataSource,
            ObjectProvider<Task<?>> tasks,
            @Value("${parvis.jobs.threads:4}") int threads,
            @Value("${parvis.jobs.polling:PT1S}") Duration polling) {
        List<Task<?>> known = new ArrayList<>();
        List<RecurringTask<?>> recurring = new ArrayList<>();
        tasks.orderedStream().forEach(task -> {
            if (task instanceof RecurringTask<?> r) {
                recurring.add(r);
            } else {
                known.add(task);
            }
        });
        return Scheduler.create(dataSource, known)
                .startTasks(recurring)
                .threads(threads)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(polling)
                // What a killed process was doing is free again after a quarter of a minute, not after three.
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .enableImmediateExecution()
                .build();
    }

    @Bean
    SmartLifecycle schedulerLifecycle(Scheduler scheduler) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                scheduler.start();
                running = true;
            }

            @Override
            public void stop() {
                scheduler.stop();
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                // After Axon, which is at 0: a job sends commands.
                return 100;
            }
        };
    }
}
