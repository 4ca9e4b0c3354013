package org.parvis.crm.retention;

import java.time.Clock;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.crm.api.RetentionAdopted;
import org.parvis.crm.api.RetentionHoldLifted;
import org.springframework.stereotype.Component;

/** Nobody waits for the night to see what a decision does. */
@Component
@ProcessingGroup("crm.retention.schedule")
final class WhenRetentionSettledThenLookThrough {

    private final Runs runs;
    private final Clock clock;

    WhenRetentionSettledThenLookThrough(Runs runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @EventHandler
    void react(RetentionAdopted event) {
        runs.at(event.brandId(), clock.instant());
    }

    @EventHandler
    void react(RetentionHoldLifted event) {
        runs.at(event.brandId(), clock.instant());
    }
}
