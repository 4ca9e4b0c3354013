package org.parvis.publishing.stop;

import org.parvis.axon.Refused;

/** A stop's no. */
final class StopRefused extends Refused {

    StopRefused(Category category, StopRefusal reason, String stopId) {
        super(category, reason, "stop:" + stopId);
    }
}
