package org.parvis.listening.alert;

import org.parvis.listening.api.AlertSensitivity;

/**
 * How far from the usual something must be before somebody is told, in standard deviations of the series' own two hours.
 *
 * <p>The middle one was fixed by leaving one series out, on the public series of the benchmark {@code alarms}; the two others are
 * three tenths above and two tenths below it.
 */
final class Sensitivity {

    private Sensitivity() {}

    static double effect(AlertSensitivity sensitivity) {
        return switch (sensitivity) {
            case LOWER -> 6.5;
            case NORMAL -> 5.0;
            case HIGHER -> 4.0;
        };
    }
}
