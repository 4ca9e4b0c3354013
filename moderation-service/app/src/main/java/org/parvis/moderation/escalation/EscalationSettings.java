package org.parvis.moderation.escalation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How matters climb.
 *
 * @param rounds how often a list is walked before everybody on it is called at once
 * @param leadsEvery a brand without a rota: how long its leads have before they are called again
 */
@ConfigurationProperties("moderation.escalation")
public record EscalationSettings(int rounds, Duration leadsEvery) {

    public EscalationSettings {
        if (rounds < 1 || rounds > 20) {
            throw new IllegalArgumentException("moderation.escalation.rounds must be from 1 to 20, not " + rounds);
        }
    }
}
