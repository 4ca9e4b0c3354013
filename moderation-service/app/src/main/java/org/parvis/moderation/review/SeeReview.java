package org.parvis.moderation.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records what a reviewer was shown. */
record SeeReview(@TargetAggregateIdentifier String reviewId, String brandId, String viewHash, int seenMessages) {}
