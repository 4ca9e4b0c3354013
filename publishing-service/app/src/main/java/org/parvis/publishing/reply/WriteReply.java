package org.parvis.publishing.reply;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Begins a reply or changes its words; with the same content it changes nothing.
 *
 * @param conversationVersion the conversation as its author saw it
 */
public record WriteReply(
        @TargetAggregateIdentifier String replyId,
        String brandId,
        String conversationId,
        String mentionId,
        String channelId,
        String personId,
        String text,
        long conversationVersion) {}
