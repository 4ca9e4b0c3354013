package org.parvis.crm.suggestion;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A reply to an author was seen live in the thread. */
public record RecordAuthorTold(
        @TargetAggregateIdentifier String suggestionId,
        String brandId,
        String mentionId,
        String personId,
        String replyId,
        Instant toldAt) {}
