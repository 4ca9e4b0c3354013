package org.parvis.crm.suggestion;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** No reply to an author could be begun. */
public record RecordAuthorNotReached(
        @TargetAggregateIdentifier String suggestionId,
        String brandId,
        String mentionId,
        String personId,
        String code) {}
