package org.parvis.listening.api;

/** How far from the usual something must be before somebody is told. */
public enum AlertSensitivity {
    LOWER,
    NORMAL,
    HIGHER
}
