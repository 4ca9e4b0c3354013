package org.parvis.crm.conversation;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Our reply was seen live in the thread. */
public record RecordAnswer(
        @TargetAggregateIdentifier String conversationId,
        String brandId,
        String replyId,
        String authorId,
        Instant sentAt) {}
