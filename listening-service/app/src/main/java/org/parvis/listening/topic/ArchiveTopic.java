package org.parvis.listening.topic;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Stops a topic from collecting. */
record ArchiveTopic(@TargetAggregateIdentifier String topicId, String brandId) {}
