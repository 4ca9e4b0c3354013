package org.parvis.crm.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Sets the conversation aside until an instant. */
public record SnoozeConversation(
        @TargetAggregateIdentifier String conversationId,
        String brandId,
        Instant until,
        @Nullable Long expectedVersion) {

    public SnoozeConversation {
        // Nobody means a nanosecond, and no table keeps one: waking compares for equality.
        until = until.truncatedTo(ChronoUnit.MILLIS);
    }
}
