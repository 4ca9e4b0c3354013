package org.parvis.crm.suggestion;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A reply to an author lies in publishing as a draft. */
public record RecordAuthorReply(
        @TargetAggregateIdentifier String suggestionId,
        String brandId,
        String mentionId,
        String personId,
        String replyId) {}
