package org.parvis.listening.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody decided what is told about a topic.
 *
 * @param ruleId one for each topic, and one for the brand as a whole
 * @param topicId null for all that is said about the brand
 * @param signals those that are looked at
 * @param mutedUntil until then nobody is told; null when somebody is
 * @param rotaId the rota an incident climbs when this rule tells first; null for the only rota of the brand, {@link #NOBODY} for none
 */
public record AlertRuleSet(
        String ruleId,
        String brandId,
        @Nullable String topicId,
        AlertSensitivity sensitivity,
        List<AlertSignal> signals,
        @Nullable Instant mutedUntil,
        @Nullable String rotaId)
        implements AlertRuleEvent {

    /** In place of a rota: what is told calls nobody. A colon is in no id, so no rota can be meant. */
    public static final String NOBODY = "nobody:";

    public AlertRuleSet {
        signals = List.copyOf(signals);
    }
}
