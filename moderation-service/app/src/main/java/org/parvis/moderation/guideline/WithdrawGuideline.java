package org.parvis.moderation.guideline;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes a rule of conduct out of force; decisions that cited it keep their version. */
record WithdrawGuideline(@TargetAggregateIdentifier String guidelineId, String brandId) {}
