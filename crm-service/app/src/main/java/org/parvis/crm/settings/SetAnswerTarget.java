package org.parvis.crm.settings;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Within how many minutes this brand means to answer. */
public record SetAnswerTarget(@TargetAggregateIdentifier String brandId, int minutes) {}
