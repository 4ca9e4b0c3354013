package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A person says that it shall not leave.
 *
 * @param isPart whether others of the same post go out through other channels
 */
record GiveUpDelivery(@TargetAggregateIdentifier String deliveryId, String brandId, boolean isPart) {}
