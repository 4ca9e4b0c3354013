package org.parvis.publishing.reply;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Makes a released reply a draft again; its delivery was cancelled before. */
public record HoldReply(@TargetAggregateIdentifier String replyId, String brandId, String memberId) {}
