package org.parvis.listening.alert;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;

/**
 * Decides what is told about a topic, or about the brand as a whole when the topic is null.
 *
 * @param rotaId who is called then: a rota, nobody, or the only rota of the brand when it is null
 */
record SetAlertRule(
        @TargetAggregateIdentifier String ruleId,
        String brandId,
        @Nullable String topicId,
        AlertSensitivity sensitivity,
        List<AlertSignal> signals,
        @Nullable Instant mutedUntil,
        @Nullable String rotaId) {

    SetAlertRule {
        signals = signals.stream().distinct().sorted().toList();
    }

    static String idOf(String brandId, @Nullable String topicId) {
        return topicId == null ? "brand." + brandId : "topic." + topicId;
    }
}
