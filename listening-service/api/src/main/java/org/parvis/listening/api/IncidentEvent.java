package org.parvis.listening.api;

/** All that happens to the incidents of a brand: alerts that belong together, from the first one to the closing. */
public sealed interface IncidentEvent
        permits AlertRaised, IncidentAcknowledged, IncidentClosed, IncidentOpened, IncidentReopened {

    String incidentId();

    String brandId();
}
