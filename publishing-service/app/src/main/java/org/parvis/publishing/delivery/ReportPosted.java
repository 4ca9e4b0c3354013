package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Whoever took it says that it stands there now, and where. */
record ReportPosted(@TargetAggregateIdentifier String deliveryId, String brandId, String permalink) {}
