package org.parvis.publishing.delivery;

import java.time.Instant;

/**
 * A delivery in the list people see.
 *
 * @param excerpt of the words, empty when the reader may not read them
 * @param look the state as it is shown: a held one is held, whatever else it is
 */
record DeliveryRow(DeliveryItem item, String channelName, String brandName, String excerpt, String look, Instant at) {

    static String look(DeliveryItem item) {
        return item.held() && item.state() != DeliveryPhase.UNKNOWN
                ? "HELD"
                : item.state().name();
    }
}
