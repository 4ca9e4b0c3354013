package org.parvis.listening.alert;

import org.parvis.axon.Refused;

/** What incidents and alert rules refuse. */
final class AlertRefused extends Refused {

    enum Reason {
        NO_SUCH_INCIDENT,
        INCIDENT_IS_CLOSED,
        INCIDENT_IS_OPEN,
        ANOTHER_INCIDENT_IS_OPEN,
        AUTOMATION_CANNOT_DECIDE,
        RULE_OF_ANOTHER_BRAND,
        RULE_WITHOUT_SIGNAL
    }

    AlertRefused(Category category, Reason reason, String subject) {
        super(category, reason, subject);
    }
}
