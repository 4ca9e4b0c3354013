package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A person lets it go on; the gate still has the last word. */
public record ResumeDelivery(@TargetAggregateIdentifier String deliveryId, String brandId) {}
