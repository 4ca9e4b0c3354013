package org.parvis.publishing.reply;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a reply up. */
public record CancelReply(@TargetAggregateIdentifier String replyId, String brandId, String reason) {}
