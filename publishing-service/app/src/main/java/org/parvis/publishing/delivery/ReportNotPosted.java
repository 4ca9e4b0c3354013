package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Whoever took it says that they did not post it, and why. */
record ReportNotPosted(@TargetAggregateIdentifier String deliveryId, String brandId, String reason) {}
