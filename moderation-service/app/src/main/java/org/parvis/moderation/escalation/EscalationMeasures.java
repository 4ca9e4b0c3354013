package org.parvis.moderation.escalation;

import org.parvis.boot.Measured;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Matters and calls that wait, for those who run the house. */
@Configuration(proxyBeanMethods = false)
class EscalationMeasures {

    @Bean
    Measured escalationsWithoutHolder() {
        return new Measured(
                "escalations.unacknowledged",
                "matters that nobody has taken yet",
                "select count(*) from escalation where closed_at is null and acknowledged_at is null");
    }

    @Bean
    Measured lettersLate() {
        return new Measured(
                "letters.late",
                "calls by mail that should have left by now",
                "select count(*) from letter where state in ('QUEUED', 'ATTEMPTED') and not_before < now()");
    }
}
