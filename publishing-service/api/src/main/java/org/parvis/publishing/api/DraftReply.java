package org.parvis.publishing.api;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Begins a reply for somebody else, such as an author who is told back.
 *
 * @param saidBy members whose words stand in the text; none of them approves it
 */
public record DraftReply(
        @TargetAggregateIdentifier String replyId,
        String brandId,
        String conversationId,
        String mentionId,
        String personId,
        @Nullable String channelId,
        String text,
        String authorId,
        long conversationVersion,
        @Nullable String suggestionId,
        List<String> saidBy) {}
