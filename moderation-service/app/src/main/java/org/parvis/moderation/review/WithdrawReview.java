package org.parvis.moderation.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a review whose draft changed, was cancelled or was taken back. */
public record WithdrawReview(@TargetAggregateIdentifier String reviewId, String brandId, String reason) {}
