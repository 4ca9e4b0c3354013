package org.parvis.publishing.delivery;

import java.time.Instant;
import java.util.Set;

/** Knows which items on an account are other deliveries of ours, so that equal words are not taken for one another. */
@FunctionalInterface
interface ConfirmedElsewhere {

    Set<String> remoteIds(String channelId, String exceptDeliveryId, Instant since);
}
