package org.parvis.publishing.reply;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.publishing.api.Network;

/** The approver changed the words and approved them so. */
public record ReleaseEditedReply(
        @TargetAggregateIdentifier String replyId,
        String brandId,
        String reviewId,
        String text,
        String contentHash,
        String previousHash,
        String approverId,
        Network network,
        int undoSeconds) {}
