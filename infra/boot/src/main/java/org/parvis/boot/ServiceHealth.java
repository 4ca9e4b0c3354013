package org.parvis.boot;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Processors;
import org.parvis.axon.Processors.Progress;
import org.parvis.ledger.LedgerWriter;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health that names the broken part: the database, the ledger that takes nothing, or the processors that stand still. */
@Configuration(proxyBeanMethods = false)
class ServiceHealth {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** A database that answers but takes nothing, as when its disk is full. Nothing asks it to write just to know: the last to try tells. */
    @Bean
    HealthIndicator ledgerHealthIndicator(LedgerWriter writer) {
        return () -> writer.trouble(REMEMBERED)
                .map(said -> Health.down().withDetail("refused", said).build())
                .orElseGet(() -> Health.up().build());
    }

    @Bean
    HealthIndicator processorsHealthIndicator(Processors processors, DeadLetters letters) {
        return () -> {
            List<Progress> progress = processors.progress();
            var broken = progress.stream()
                    .filter(p -> p.error() != null)
                    .collect(Collectors.toMap(Progress::group, p -> "" + p.error()));
            var builder = broken.isEmpty() ? Health.up() : Health.down().withDetails(broken);
            return builder.withDetail(
                            "lag",
                            progress.stream().mapToLong(Progress::lag).max().orElse(0))
                    .withDetail("deadLetters", letters.count())
                    .build();
        };
    }
}
