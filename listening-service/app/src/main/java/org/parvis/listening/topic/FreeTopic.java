package org.parvis.listening.topic;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Its owner left: nobody looks after it, unless somebody else does already. */
record FreeTopic(@TargetAggregateIdentifier String topicId, String brandId, String ownerId) {}
