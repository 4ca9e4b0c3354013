package org.parvis.boot;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Processors;
import org.parvis.axon.Processors.Progress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Numbers for those who run the house, at {@code /actuator/prometheus} of each service: how far each processor is behind, what waits, what
 * was set aside. None names a person or a brand. The gateway does not lead there: who scrapes stands behind it.
 */
@Configuration(proxyBeanMethods = false)
class ServiceMetrics {

    private static final Measured JOBS_LATE = new Measured(
            "jobs.late",
            "scheduled jobs that should have begun ten seconds ago",
            "select count(*) from scheduled_tasks where not picked and execution_time < now() - interval '10 seconds'");

    @Bean
    MeterBinder followingMetrics(Processors processors, DeadLetters letters) {
        var followed = new Followed(processors);
        return registry -> {
            for (var group : processors.groups()) {
                Gauge.builder("parvis.processor.lag", followed.of(group, Progress::lag))
                        .description("entries of the ledger beyond what this processor has dealt with")
                        .tag("group", group)
                        .register(registry);
                Gauge.builder("parvis.processor.running", followed.of(group, p -> p.running() ? 1 : 0))
                        .description("1 while this processor follows the ledger, 0 when it stands still")
                        .tag("group", group)
                        .register(registry);
            }
            Gauge.builder("parvis.dead.letters", letters, DeadLetters::count)
                    .description("entries that a processor could not take and set aside")
                    .register(registry);
        };
    }

    @Bean
    MeterBinder measuredMetrics(JdbcClient jdbc, ObjectProvider<Measured> measured) {
        return registry -> {
            register(registry, jdbc, JOBS_LATE);
            measured.orderedStream().forEach(each -> register(registry, jdbc, each));
        };
    }

    private static void register(MeterRegistry registry, JdbcClient jdbc, Measured measured) {
        Gauge.builder(
                        "parvis." + measured.name(),
                        () -> jdbc.sql(measured.query()).query(Double.class).single())
                .description(measured.description())
                .register(registry);
    }

    /** Where the processors stand, asked once for all gauges of one scrape. */
    private static final class Followed {

        private static final long FRESH = Duration.ofSeconds(2).toNanos();

        private final Processors processors;
        private @Nullable Map<String, Progress> seen;
        private long seenAt;

        Followed(Processors processors) {
            this.processors = processors;
        }

        Supplier<Number> of(String group, ToDoubleFunction<Progress> what) {
            return () -> {
                var progress = now().get(group);
                return progress == null ? Double.NaN : what.applyAsDouble(progress);
            };
        }

        private synchronized Map<String, Progress> now() {
            var known = seen;
            if (known == null || System.nanoTime() - seenAt > FRESH) {
                known = processors.progress().stream().collect(Collectors.toMap(Progress::group, p -> p));
                seen = known;
                seenAt = System.nanoTime();
            }
            return known;
        }
    }
}
