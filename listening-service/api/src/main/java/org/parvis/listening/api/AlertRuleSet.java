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
 */
public record AlertRuleSet(
        String ruleId,
        String brandId,
        @Nullable String topicId,
        AlertSensitivity sensitivity,
        List<AlertSignal> signals,
        @Nullable Instant mutedUntil)
        implements AlertRuleEvent {

    public AlertRuleSet {
        signals = List.copyOf(signals);
    }
}
