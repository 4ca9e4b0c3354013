package org.parvis.boot.forget;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.parvis.axon.Processors;
import org.parvis.ledger.LedgerReader;
import org.parvis.privacy.KeyRing;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service lists its {@link Place}s as beans and gets {@link Forgetting}. */
@Configuration(proxyBeanMethods = false)
public class ServiceForgetting {

    @Bean
    Forgetting forgetting(
            JdbcClient jdbc,
            KeyRing keys,
            LedgerReader ledger,
            ObjectProvider<Processors> processors,
            Clock clock,
            ObjectProvider<Place> places,
            @Value("${parvis.forgetting.settled-after:PT75S}") Duration settled) {
        return new Forgetting(
                jdbc,
                keys,
                ledger,
                processors::getObject,
                clock,
                settled,
                places.stream().toList());
    }

    @Bean
    RecurringTask<Void> forgetPeople(Forgetting forgetting, ObjectProvider<ForgottenReport> report) {
        return Tasks.recurring("forget-people", FixedDelay.ofSeconds(2))
                .execute((instance, context) -> forgetting.step(report.getIfAvailable()));
    }
}
