package org.parvis.publishing.reply;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.publishing.api.Network;

/** Says that these very words are to go out. */
public record SubmitReply(@TargetAggregateIdentifier String replyId, String brandId, Network network) {}
