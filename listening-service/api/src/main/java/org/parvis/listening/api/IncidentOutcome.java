package org.parvis.listening.api;

/** How an incident ended. */
public enum IncidentOutcome {
    /** It was a crisis. */
    CRISIS,
    /** Something happened, and nobody was harmed by it. */
    HARMLESS,
    /** Nothing happened: the alert should not have been. */
    FALSE_ALARM,
    /** Nobody said anything, and it has been quiet for long. */
    QUIET
}
