package org.parvis.listening.alert;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;
import org.parvis.listening.api.IncidentOutcome;

/** What can happen to the incidents of a brand. */
public sealed interface AlertCommand {

    String brandId();

    /** Something unusual was found. What somebody was told of within a day is not told again. */
    record RaiseAlert(
            @TargetAggregateIdentifier String brandId,
            @Nullable String topicId,
            AlertSignal signal,
            AlertSensitivity sensitivity,
            Instant from,
            Instant to,
            Look look,
            List<String> mentions)
            implements AlertCommand {}

    record AcknowledgeIncident(@TargetAggregateIdentifier String brandId, String incidentId) implements AlertCommand {}

    /** A member said of the incident's escalation that they have it; no page and no program of theirs sends this. */
    record GiveIncident(@TargetAggregateIdentifier String brandId, String incidentId, String memberId)
            implements AlertCommand {}

    record CloseIncident(@TargetAggregateIdentifier String brandId, String incidentId, IncidentOutcome outcome)
            implements AlertCommand {}

    /** Takes the closing back. */
    record ReopenIncident(@TargetAggregateIdentifier String brandId, String incidentId) implements AlertCommand {}
}
